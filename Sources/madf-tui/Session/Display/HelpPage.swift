import Editing
import Terminal

/// All keys and what they do, from the table of actions; a line is clicked to do it.
package struct HelpPage {
    /// The first line that is shown.
    private var top = 0
    private let lines: [(line: TextLine, action: Action?)]

    /// What can be done on it, for the line below.
    static let keys: [(text: String, key: Key)] = [("j", .character("j")), (" k scroll", .character("k")), ("  any other key goes back", .escape)]

    package init(keys: KeyMap) {
        var lines: [(TextLine, Action?)] = []
        for topic in Action.Topic.allCases {
            if !lines.isEmpty { lines.append((TextLine(), nil)) }
            lines.append((TextLine(topic.rawValue, style: .bold), nil))
            for entry in Action.table where entry.topic == topic {
                guard let help = entry.help else { continue }
                let names = entry.keysInHelp ?? keys.keys(for: entry.action).prefix(2).map(\.name).joined(separator: " ")
                var line = TextLine("  " + names + String(repeating: " ", count: max(1, 16 - names.count)), style: .bold)
                line.add(help)
                lines.append((line, entry.action))
            }
        }
        self.lines = lines
    }

    /// What is seen of it on `height` lines.
    package func page(height: Int) -> [TextLine] { lines.dropFirst(top).prefix(height).map(\.line) }

    /// The action of a line that is shown.
    package func action(at row: Int) -> Action? { lines.indices.contains(top + row) ? lines[top + row].action : nil }

    /// Scrolls; whether the page stays.
    package mutating func take(_ key: Key, height: Int) -> Bool {
        let last = max(0, lines.count - height)
        switch key {
        case .arrow(.down, _), .character("j"): top = min(last, top + 1)
        case .arrow(.up, _), .character("k"): top = max(0, top - 1)
        case .pageDown, .character(" "):
            if top == last { return false }
            top = min(last, top + height)
        case .pageUp: top = max(0, top - height)
        default: return false
        }
        return true
    }
}
