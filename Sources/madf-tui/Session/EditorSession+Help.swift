import Terminal

extension EditorSession {
    /// The lines of the help, each with the action that a click on it does.
    func helpLines() -> [(line: TextLine, action: EditorAction?)] {
        var lines: [(TextLine, EditorAction?)] = []
        for topic in EditorAction.Topic.allCases {
            if !lines.isEmpty { lines.append((TextLine(), nil)) }
            lines.append((TextLine(topic.rawValue, style: .bold), nil))
            for action in EditorAction.allCases {
                guard let help = action.help, help.topic == topic else { continue }
                var keys = self.keys.keys(for: action).prefix(2).map(\.name).joined(separator: " ")
                if action == .left { keys = "arrows" }
                if action == .farLeft { keys = "Shift-arrows" }
                if action == .panLeft { keys = "Ctrl-arrows" }
                keys = "  " + keys + String(repeating: " ", count: max(1, 16 - keys.count))
                var line = TextLine(keys, style: .bold)
                line.add(help.text)
                lines.append((line, action))
            }
        }
        return lines
    }

    var helpHeight: Int { max(1, terminal.rows - 1) }

    func handleHelp(_ key: Key) {
        guard let top = helpTop else { return }
        let last = max(0, helpLines().count - helpHeight)
        switch key {
        case .arrow(.down, _), .character("j"): helpTop = min(last, top + 1)
        case .arrow(.up, _), .character("k"): helpTop = max(0, top - 1)
        case .pageDown, .character(" "): helpTop = top == last ? nil : min(last, top + helpHeight)
        case .pageUp: helpTop = max(0, top - helpHeight)
        default: helpTop = nil
        }
    }

    func handleHelp(_ event: MouseEvent) {
        switch event.action {
        case .wheelDown: handleHelp(.arrow(.down, .none))
        case .wheelUp: handleHelp(.arrow(.up, .none))
        case .press(.left):
            let lines = helpLines(), index = (helpTop ?? 0) + event.row
            helpTop = nil
            if index < lines.count, let action = lines[index].action { run(action) }
        default: break
        }
    }
}
