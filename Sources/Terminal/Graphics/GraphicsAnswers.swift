/// What the terminal says of its graphics when it is asked; never a guess by its name.
public struct GraphicsAnswers: Sendable {
    private var hasKitty = false, hasSixel = false
    /// Size of a cell in pixels, if it was told.
    public private(set) var cell: (width: Int, height: Int)?
    /// The last question has been answered, so that nothing more will come.
    public private(set) var isComplete = false

    /// Whether it speaks kitty's protocol (a tiny picture that is only checked), the size of its cells, and last what every
    /// terminal answers: its attributes, with sixels among them.
    static let questions = Array("\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\\u{1b}[16t\u{1b}[c".utf8)

    public init() {}

    public var best: GraphicsProtocol? { hasKitty ? .kitty : hasSixel ? .sixel : nil }

    /// A reply of the terminal, without its introducer.
    public mutating func take(_ reply: String) {
        let numbers = reply.dropLast().split(separator: ";").map { Int($0) }
        if reply.hasPrefix("Gi=31") {
            hasKitty = reply.hasSuffix(";OK")
        } else if reply.hasPrefix("6;"), reply.last == "t", numbers.count == 3, let height = numbers[1], let width = numbers[2] {
            if (1...256).contains(width), (1...256).contains(height) { cell = (width, height) }
        } else if reply.hasPrefix("?"), reply.last == "c" {
            // The first number is the terminal's class.
            hasSixel = numbers.dropFirst().contains(4)
            isComplete = true
        }
    }
}
