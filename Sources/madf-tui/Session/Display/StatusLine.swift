import Editing
import Terminal

/// A line at the bottom under construction, with what a click on its parts does.
package struct StatusLine {
    package private(set) var line = TextLine()
    private var targets: [(columns: Range<Int>, target: Target)] = []
    private let style: TextLine.Style
    private let width: Int
    private var used = 0

    /// A part that is clicked.
    package struct Target: Equatable {
        let text: String
        package let does: Deed
    }

    /// What a click does: what a key does now, or an action whatever is asked.
    package enum Deed: Equatable {
        case key(Key)
        case action(Action)
    }

    init(style: TextLine.Style, width: Int) {
        self.style = style
        self.width = width
    }

    /// Columns that are free.
    var room: Int { max(0, width - used) }

    package func target(at column: Int) -> Target? { targets.first { $0.columns.contains(column) }?.target }

    mutating func add(_ text: String, does deed: Deed? = nil, style: TextLine.Style? = nil) {
        let length = TextLine.width(text)
        if let deed { targets.append((used..<(used + length), Target(text: text, does: deed))) }
        line.add(text, style: style ?? self.style)
        used += length
    }

    /// Spaces up to the right border.
    mutating func fill() { add(String(repeating: " ", count: room)) }

    /// At the right border, where there is room.
    mutating func addRight(_ text: String, does deed: Deed) {
        let length = TextLine.width(text)
        guard length < room else { return fill() }
        add(String(repeating: " ", count: room - length))
        add(text, does: deed)
    }
}
