import Editing
import Terminal

/// Finds an action by its words: those of its name, of the help, and what else people call it.
struct ActionPalette {
    /// Where the user types.
    static let label = ": "

    /// Every key searches, so that its length has a limit.
    private(set) var field = TextField("", limit: 80)
    private let keys: KeyMap
    private var found: [Action]
    /// The line that is chosen.
    private var chosen = 0

    enum Outcome {
        case none
        case run(Action)
        case closed
    }

    /// - Parameter likeliest: what comes first as long as nothing is typed.
    init(keys: KeyMap, likeliest: [Action]) {
        self.keys = keys
        found = likeliest + ActionPalette.actions(with: "").filter { !likeliest.contains($0) }
    }

    mutating func take(_ key: Key, height: Int) -> Outcome {
        switch key {
        case .escape, .control("c"): return .closed
        case .enter: return found.isEmpty ? .none : .run(found[chosen])
        case .arrow(.down, _), .tab, .control("n"): chosen += 1
        case .arrow(.up, _), .backTab, .control("p"): chosen -= 1
        case .pageDown: chosen += height
        case .pageUp: chosen -= height
        case .backspace where field.text.isEmpty: return .closed
        default:
            field.take(key)
            search()
        }
        chosen = max(0, min(found.count - 1, chosen))
        return .none
    }

    mutating func paste(_ text: String) {
        field.paste(text)
        search()
    }

    private mutating func search() {
        found = ActionPalette.actions(with: field.text)
        chosen = 0
    }

    /// The actions that have words which begin with all that are typed: first those whose names begin so, then those of which the help says it.
    private static func actions(with typed: String) -> [Action] {
        let typed = words(of: typed)
        func fits(_ words: [Substring]) -> Bool { typed.allSatisfy { part in words.contains { $0.hasPrefix(part) } } }
        return (0..<3).reduce(into: []) { found, place in
            found += table.filter { fits($0.words[place]) && !found.contains($0.action) }.map(\.action)
        }
    }

    /// Each action with the words of its name, with those of the help too, and with all.
    private static let table = Action.table.map { entry in
        let name = entry.action.rawValue, help = "\(name) \(entry.help ?? "") \(entry.topic.rawValue)"
        return (action: entry.action, words: [name, help, "\(help) \(entry.words)"].map(words))
    }

    private static func words(of text: String) -> [Substring] { text.lowercased().split { !$0.isLetter && !$0.isNumber } }

    /// The action that stands on a line of the screen.
    func action(at row: Int, columns: Int, height: Int) -> Action? {
        let rows = rows(columns: columns, height: height)
        return rows.indices.contains(row) ? rows[row].action : nil
    }

    /// What was found, with the chosen one marked, scrolled so that it is seen.
    func page(columns: Int, height: Int) -> [TextLine] {
        guard !found.isEmpty else { return [TextLine("  nothing that can be done has these words")] }
        return rows(columns: columns, height: height).map(\.line)
    }

    /// The lines that are seen. An action whose text has not the room takes several; on narrow screens one key is told of each.
    private func rows(columns: Int, height: Int) -> [(line: TextLine, action: Action)] {
        let isNarrow = columns < 60, keyColumns = isNarrow ? 12 : 16
        var rows: [(line: TextLine, action: Action)] = [], start = 0
        for (index, action) in found.enumerated() {
            let isChosen = index == chosen, names = isNarrow ? keys.name(of: action) : keys.names(of: action)
            let text = action.entry.help ?? action.rawValue.replacing("-", with: " ")
            if isChosen { start = rows.count }
            for (line, part) in TextLine.wrapped(text, to: columns - keyColumns - 2).enumerated() {
                let head = line > 0 ? "" : (isChosen ? "> " : "  ") + names
                let gap = String(repeating: " ", count: max(1, keyColumns + 2 - head.count))
                rows.append((TextLine(head + gap + part, style: isChosen ? .reverse : .plain), action))
            }
        }
        let top = max(0, min(start - height / 2, rows.count - height))
        return Array(rows[top..<min(rows.count, top + height)])
    }
}
