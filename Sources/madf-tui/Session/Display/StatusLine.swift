import Terminal

/// A line at the bottom under construction, with what a click on its parts does.
package struct StatusLine {
    package private(set) var line = TextLine()
    private var targets: [(columns: Range<Int>, key: Key)] = []
    private let style: TextLine.Style
    private let width: Int
    private var used = 0

    init(style: TextLine.Style, width: Int) {
        self.style = style
        self.width = width
    }

    /// Columns that are free.
    var room: Int { max(0, width - used) }

    /// The key that a click on a column stands for.
    package func key(at column: Int) -> Key? { targets.first { $0.columns.contains(column) }?.key }

    mutating func add(_ text: String, key: Key? = nil, style: TextLine.Style? = nil) {
        let length = TextLine.width(text)
        if let key { targets.append((used..<(used + length), key)) }
        line.add(text, style: style ?? self.style)
        used += length
    }

    /// Spaces up to the right border.
    mutating func fill() { add(String(repeating: " ", count: room)) }

    /// At the right border, where there is room.
    mutating func addRight(_ text: String, key: Key) {
        let length = TextLine.width(text)
        guard length < room else { return fill() }
        add(String(repeating: " ", count: room - length))
        add(text, key: key)
    }
}
