/// What the terminal says of its graphics when it is asked; never a guess by its name.
public struct GraphicsAnswers: Sendable {
    /// Whether tmux stands before the terminal. It answers for itself; the terminal's own answer, to what was passed on, comes later.
    public let isInTmux: Bool
    private var hasKitty: Bool?, hasSixel: Bool?
    /// Size of a cell in pixels, if it was told.
    public private(set) var cell: (width: Int, height: Int)?

    /// Whether it speaks kitty's protocol: a tiny picture that is only checked.
    static let kittyQuestion = Array("\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\".utf8)
    /// The size of its cells, and last what every terminal answers: its attributes, with sixels among them.
    static let questions = Array("\u{1b}[16t\u{1b}[c".utf8)

    public init(isInTmux: Bool = false) { self.isInTmux = isInTmux }

    /// The last question has been answered, so that nothing more will come.
    public var isComplete: Bool { hasSixel != nil && (!isInTmux || hasKitty != nil) }

    public var best: GraphicsProtocol? { hasKitty == true ? .kitty : hasSixel == true ? .sixel : nil }

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
        }
    }
}
