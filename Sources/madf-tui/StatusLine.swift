import Terminal

/// A line at the bottom under construction, with what a click on its parts does.
struct StatusLine {
    private(set) var line = TextLine()
    private(set) var targets: [(columns: Range<Int>, key: Key)] = []
    private let style: TextLine.Style
    private let width: Int
    private var used = 0

    init(style: TextLine.Style, width: Int) {
        self.style = style
        self.width = width
    }

    mutating func add(_ text: String, key: Key? = nil) {
        let length = TextLine.width(text)
        if let key { targets.append((used..<(used + length), key)) }
        line.add(text, style: style)
        used += length
    }

    /// Spaces up to the right border.
    mutating func fill() { add(String(repeating: " ", count: max(0, width - used))) }

    /// At the right border, where there is room.
    mutating func addRight(_ text: String, key: Key) {
        let length = TextLine.width(text)
        guard used + length < width else { return fill() }
        add(String(repeating: " ", count: width - used - length))
        add(text, key: key)
    }
}
