import Terminal

/// The last line: a question, or a message and what makes sense next.
extension StatusBar {
    /// What ends the typing of a text: for the mouse too.
    private static let textAnswers: [(text: String, key: Key)] = [("  Enter does it", .enter), ("  Esc goes back ", .escape)]
    private static let textAnswersWidth = textAnswers.reduce(0) { $0 + TextLine.width($1.text) }
    private static let gap = "  "

    var nextLine: StatusLine {
        var line = StatusLine(style: .plain, width: columns)
        line.add(" ")
        switch prompt {
        case .text(let label, let field, _):
            line.add(label + field.window(columns: textColumns(after: label)).text)
            line.add(String(repeating: " ", count: max(0, line.room - StatusBar.textAnswersWidth)))
            for (text, key) in StatusBar.textAnswers where TextLine.width(text) <= line.room { line.add(text, key: key) }
        case .confirm(let question, _): line.ask(question, [("y yes", .character("y")), ("n no", .character("n"))])
        case .changed(let path, _):
            line.ask(
                "\(path) was changed meanwhile:",
                [("o overwrites", .character("o")), ("S another name", .character("S")), ("Esc nothing", .escape)])
        case nil:
            if let message { line.add(TextLine.shortenedPaths(message, to: line.room), style: .bold) }
            addHints(to: &line)
        }
        return line
    }

    /// Where the cursor stands in a text that is typed.
    package var cursorColumn: Int? {
        guard case .text(let label, let field, _)? = prompt else { return nil }
        return min(columns - 1, TextLine.width(" " + label) + field.window(columns: textColumns(after: label)).cursor)
    }

    /// Columns for the text that is typed after `label`: on a narrow screen up to its border.
    private func textColumns(after label: String) -> Int {
        let room = columns - 1 - TextLine.width(label)
        return room - StatusBar.textAnswersWidth >= 16 ? room - StatusBar.textAnswersWidth : max(1, room)
    }

    /// The hints for which there is room; the last one says how to leave, and room is kept for it.
    private func addHints(to line: inout StatusLine) {
        let all = hints.map(parts).filter { !$0.isEmpty }
        guard let last = all.last else { return }
        var isFirst = message == nil
        func add(_ parts: [(text: String, key: Key)]) {
            if !isFirst { line.add(StatusBar.gap) }
            for part in parts { line.add(part.text, key: part.key) }
            isFirst = false
        }
        for parts in all.dropLast() {
            if StatusBar.width(parts) + StatusBar.width(last) <= line.room {
                add(parts)
            } else if message != nil {
                // After a message only the likeliest is looked for.
                break
            }
        }
        if StatusBar.width(last) <= line.room { add(last) }
    }

    /// The keys of a hint, the last with its text.
    private func parts(_ hint: Hint) -> [(text: String, key: Key)] {
        var parts = hint.actions.compactMap { keys.keys(for: $0).first }.map { (text: $0.name + " ", key: $0) }
        if !parts.isEmpty { parts[parts.count - 1].text += hint.text }
        return parts
    }

    private static func width(_ parts: [(text: String, key: Key)]) -> Int { parts.reduce(gap.count) { $0 + TextLine.width($1.text) } }
}

extension StatusLine {
    /// A question, as far as there is room, and all its answers, which can be clicked.
    fileprivate mutating func ask(_ question: String, _ answers: [(text: String, key: Key)]) {
        let length = answers.reduce(-1) { $0 + TextLine.width($1.text) + 2 }
        add(TextLine.shortenedPaths(question, to: max(0, room - length)))
        for (index, answer) in answers.enumerated() {
            add(index == 0 ? " " : "  ")
            add(answer.text, key: answer.key)
        }
    }
}
