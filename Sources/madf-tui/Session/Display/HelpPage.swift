import Editing
import Terminal

/// All keys and what they do, from the table of actions; a line is clicked to do it.
package struct HelpPage {
    private typealias Row = (line: TextLine, action: Action?)

    /// What can be done on it, for the line below.
    static let keys: [(text: String, key: Key?)] = [
        ("j", .character("j")), (" k scroll", .character("k")), ("  : finds", .character(":")), ("  q goes back", .character("q")),
        ("  a click on a line does it", nil),
    ]
    private static let keyColumns = 18
    private static let gap = 3

    private let keys: KeyMap
    /// The first line that is shown.
    private var top = 0
    private var height = 1
    /// The second column begins with the second part, where there is one.
    private var left: [Row] = [], right: [Row] = []
    private var leftColumns = 0

    package init(keys: KeyMap) { self.keys = keys }

    /// Lays it out on a page, in two columns where they have the room.
    package mutating func fit(columns: Int, height: Int) {
        let topics = HelpPage.topics(keys, columns: .max)
        let widest = topics.joined().map { HelpPage.width($0.line) }.max() ?? 0
        if columns >= 2 * widest + HelpPage.gap {
            // Where the longer column is shortest.
            let split = (1..<topics.count).min { longest(topics, split: $0) < longest(topics, split: $1) }!
            left = HelpPage.joined(topics[..<split])
            right = HelpPage.joined(topics[split...])
            leftColumns = widest + HelpPage.gap
        } else {
            left = HelpPage.joined(HelpPage.topics(keys, columns: columns)[...])
            right = []
            leftColumns = columns
        }
        self.height = height
        top = min(top, last)
    }

    /// What is seen of it.
    package var page: [TextLine] {
        (top..<min(max(left.count, right.count), top + height)).map { row in
            var line = row < left.count ? left[row].line : TextLine()
            guard row < right.count else { return line }
            line.add(String(repeating: " ", count: leftColumns - HelpPage.width(line)))
            for span in right[row].line.spans { line.add(span.text, style: span.style) }
            return line
        }
    }

    /// The action of a place that is shown.
    package func action(column: Int, row: Int) -> Action? {
        let rows = column < leftColumns ? left : right
        return rows.indices.contains(top + row) ? rows[top + row].action : nil
    }

    /// Scrolls.
    package mutating func take(_ key: Key) {
        switch key {
        case .arrow(.down, _), .character("j"): top += 1
        case .arrow(.up, _), .character("k"): top -= 1
        case .pageDown, .character(" "): top += height
        case .pageUp: top -= height
        case .home: top = 0
        case .end: top = last
        default: break
        }
        top = max(0, min(last, top))
    }

    private var last: Int { max(0, max(left.count, right.count) - height) }

    private func longest(_ topics: [[Row]], split: Int) -> Int {
        max(HelpPage.joined(topics[..<split]).count, HelpPage.joined(topics[split...]).count)
    }

    /// With an empty line between topics.
    private static func joined(_ topics: ArraySlice<[Row]>) -> [Row] { Array(topics.joined(separator: [(TextLine(), nil)])) }

    private static func width(_ line: TextLine) -> Int { line.spans.reduce(0) { $0 + TextLine.width($1.text) } }

    /// The actions by their topics, and last the keys where something is typed.
    private static func topics(_ keys: KeyMap, columns: Int) -> [[Row]] {
        let actions = Action.Topic.allCases.map { topic in
            let entries = Action.table.filter { $0.topic == topic && $0.help != nil }
            return rows(topic.rawValue, entries.map { ($0.keysInHelp ?? keys.names(of: $0.action), $0.help!, $0.action) }, columns)
        }
        return actions + [rows("Where a name is typed", TextField.help.map { ($0.0, $0.1, nil) }, columns)]
    }

    /// The heading, and a line for each entry, or more where it is long.
    private static func rows(_ heading: String, _ entries: [(keys: String, text: String, action: Action?)], _ columns: Int) -> [Row] {
        var rows: [Row] = [(TextLine(heading, style: .bold), nil)]
        for entry in entries {
            for (index, text) in TextLine.wrapped(entry.text, to: columns - keyColumns).enumerated() {
                let head = index == 0 ? "  " + entry.keys : ""
                var line = TextLine(head + String(repeating: " ", count: max(1, keyColumns - head.count)), style: .bold)
                line.add(text)
                rows.append((line, entry.action))
            }
        }
        return rows
    }
}
