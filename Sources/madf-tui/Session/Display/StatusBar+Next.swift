import Terminal

/// The last line: a question, or a message and what makes sense next.
extension StatusBar {
    private static let gap = "  "
    /// Lines that what is said may take.
    private static let mostLines = 6

    /// What is said or asked: whole, in the last line or, where that has not the room beside what can be done, in lines above it too. Folders of
    /// names go first.
    var spoken: (above: [String], below: String) {
        let text = question?.text ?? message ?? "", answers = question?.answers.reduce(0) { $0 + TextLine.width($1.text) + 2 }
        // A text that is typed takes the last line for itself.
        let room = fieldLine == nil ? columns - 1 - (answers ?? leastHints) : 0, short = TextLine.withoutFolders(text)
        for count in 1...StatusBar.mostLines {
            for text in [text, short] {
                if count == 1, TextLine.width(text) <= room { return ([], text) }
                var lines = TextLine.wrapped(text, to: columns - 2)
                if TextLine.width(lines[lines.count - 1]) > room { lines.append("") }
                if lines.count == count { return (lines.dropLast(), lines[count - 1]) }
            }
        }
        return ([], TextLine.shortened(short, to: max(0, room)))
    }

    /// Columns for the likeliest thing to do and the way out, a third of all at most; on a narrow screen what is said needs them all.
    private var leastHints: Int {
        let widths = hints.map { StatusBar.width(parts($0)) }
        return isNarrow || prompt != nil ? 0 : min(columns / 3, (widths.dropLast().first ?? 0) + (widths.last ?? 0))
    }

    /// What is to be answered by a key.
    private var question: (text: String, answers: [(text: String, key: Key)])? {
        switch prompt {
        case .confirm(let question, let action):
            let third = action.third.map { [($0.text, Key.character($0.key))] } ?? []
            return (question, [("y yes", .character("y")), (action.refusal.text, .character(action.refusal.key))] + third)
        case .changed(let path, _):
            return (
                "\(path) was changed meanwhile:",
                [("o overwrites", .character("o")), ("S another name", .character("S")), ("Esc nothing", .escape)]
            )
        case .text, nil: return nil
        }
    }

    var nextLine: StatusLine {
        if let fieldLine { return fieldLine.line }
        var line = StatusLine(style: .plain, width: columns)
        line.add(" ")
        if let question {
            line.add(spoken.below)
            for (index, answer) in question.answers.enumerated() {
                line.add(index == 0 ? " " : "  ")
                line.add(answer.text, does: .key(answer.key))
            }
        } else {
            if message != nil { line.add(spoken.below, style: .bold) }
            addHints(to: &line)
        }
        return line
    }

    /// Where the cursor stands in a text that is typed.
    package var cursorColumn: Int? { fieldLine?.cursor }

    private var fieldLine: FieldLine? {
        guard case .text(let label, let field, _, _)? = prompt else { return nil }
        return FieldLine(label: label, field: field, columns: columns)
    }

    /// The hints for which there is room; the last ones say how to find all else and how to leave, and room is kept for them.
    private func addHints(to line: inout StatusLine) {
        let all = hints.filter { !parts($0).isEmpty }
        func room(for hints: ArraySlice<Hint>) -> Int { hints.reduce(0) { $0 + StatusBar.width(parts($1)) } }
        var last = all.suffix(all.dropLast().last?.actions == [.palette] ? 2 : 1)
        // The likeliest goes before all but the way out.
        if room(for: all.prefix(1) + last) > line.room { last = last.suffix(1) }
        var isFirst = message == nil
        func add(_ hint: Hint, _ room: Int) -> Bool {
            let parts = parts(hint)
            guard StatusBar.width(parts) + room <= line.room else { return false }
            if !isFirst { line.add(StatusBar.gap) }
            for part in parts { line.add(part.text, does: part.key.map { .key($0) }) }
            isFirst = false
            return true
        }
        // After a message only the likeliest is looked for.
        for hint in all.dropLast(last.count) { guard add(hint, room(for: last)) || message == nil else { break } }
        for (index, hint) in last.enumerated() { _ = add(hint, room(for: last.dropFirst(index + 1))) }
    }

    /// The keys of a hint, the last with its text.
    private func parts(_ hint: Hint) -> [(text: String, key: Key?)] {
        let isText = hint.actions.isEmpty && hint.keys.isEmpty
        var parts = (hint.keys + hint.actions.compactMap { keys.keys(for: $0).first }).map { (text: $0.name + " ", key: Optional($0)) }
        if !parts.isEmpty { parts[parts.count - 1].text += hint.text }
        return isText ? [(hint.text, nil)] : parts
    }

    private static func width(_ parts: [(text: String, key: Key?)]) -> Int { parts.reduce(gap.count) { $0 + TextLine.width($1.text) } }
}
