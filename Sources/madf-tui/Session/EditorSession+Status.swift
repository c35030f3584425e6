import Terminal

extension EditorSession {
    /// The two lines at the bottom: how things stand, and what to do next. Sets `clickable` to fit.
    func statusLines() -> [TextLine] {
        let first = stateLine(), second = hintLine()
        clickable = [first.targets, second.targets]
        return [first.line, second.line]
    }

    private func stateLine() -> StatusLine {
        let dot = terminal.isUnicode ? " · " : " | "
        var line = StatusLine(style: .reverse, width: terminal.columns)
        line.add(" ")
        guard let editor else {
            line.add(TextLine.shortened("\(couldNotOpen ? "cannot open" : "opening") \(fileName)", to: line.room))
            line.fill()
            return line
        }
        let pen = editor.pen
        line.add(pen.isDown ? (pen.isErasing ? "ERASING" : "PAINTING") : editor.tool.rawValue)
        if pen.isDown, editor.tool.isShape { line.add(" \(editor.tool.rawValue)") }
        if editor.tool == .brush || editor.tool == .line { line.add(" \(Int(editor.brushDiameter)) px") }
        line.add("\(dot)zoom \(zoomText(editor.viewport.scale))")
        if let removal = editor.choosable, let shown = removal.shown {
            line.add("\(dot)\(shown.rawValue)")
        }
        switch editor.comparison {
        case .original: line.add("\(dot)ORIGINAL")
        case .wipe: line.add("\(dot)before | after")
        case .blink(let showsOriginal): line.add(dot + (showsOriginal ? "BEFORE" : "after "))
        case .panes: line.add("\(dot)all stages")
        case .off: break
        }
        if let progress { line.add("\(dot)\(progress.phase) \(Int(100 * progress.share))%") }
        if editor.isSnapping { line.add("\(dot)snapping") }
        if isSaving { line.add("\(dot)saving") }
        if let count { line.add("\(dot)\(count)") }
        let help = "? help ", place = paths.count > 1 ? " (\(index + 1) of \(paths.count))" : ""
        let position = "\(dot)\(Int(editor.cursor.x)),\(Int(editor.cursor.y))"
        // Where there is not room for all, the position goes first, then most of the name: never the way to the help.
        let shortName = min(TextLine.width(fileName), 8), needed = TextLine.width(dot + place + help) + 1
        if TextLine.width(position) + shortName + needed <= line.room { line.add(position) }
        line.add(dot + TextLine.shortened(fileName, to: max(shortName, line.room - needed)) + place)
        line.addRight(help, key: .character("?"))
        return line
    }

    private func hintLine() -> StatusLine {
        var line = StatusLine(style: .plain, width: terminal.columns)
        line.add(" ")
        switch prompt {
        case .text(let label, let field, _):
            line.add(label + field.window(columns: textColumns(label)).text)
            line.add(String(repeating: " ", count: max(0, line.room - EditorSession.textAnswersWidth)))
            for (text, key) in EditorSession.textAnswers where TextLine.width(text) <= line.room { line.add(text, key: key) }
            return line
        case .confirm(let question, _):
            let yes = "y yes", no = "n no"
            line.add(PhotoPath.shortened(question, to: line.room - TextLine.width(" \(yes)  \(no)")) + " ")
            line.add(yes, key: .character("y"))
            line.add("  ")
            line.add(no, key: .character("n"))
            return line
        case nil: break
        }
        if let message { line.add(PhotoPath.shortened(message, to: line.room), style: .bold) }
        add(hints(), to: &line)
        return line
    }

    /// The hints for which there is room; the last one says how to leave, and room is kept for it.
    private func add(_ hints: [Hint], to line: inout StatusLine) {
        func parts(_ hint: Hint) -> [(text: String, key: Key)] {
            var parts = hint.actions.compactMap { keys.keys(for: $0).first }.map { (text: $0.name + " ", key: $0) }
            if !parts.isEmpty { parts[parts.count - 1].text += hint.text }
            return parts
        }
        func width(_ parts: [(text: String, key: Key)]) -> Int { parts.reduce(gap.count) { $0 + TextLine.width($1.text) } }
        let gap = "  ", all = hints.map(parts).filter { !$0.isEmpty }
        guard let last = all.last else { return }
        var isFirst = message == nil
        for parts in all.dropLast() {
            guard width(parts) + width(last) <= line.room else {
                // After a message only the likeliest is looked for.
                if message == nil { continue } else { break }
            }
            if !isFirst { line.add(gap) }
            for part in parts { line.add(part.text, key: part.key) }
            isFirst = false
        }
        guard width(last) <= line.room else { return }
        if !isFirst { line.add(gap) }
        for part in last { line.add(part.text, key: part.key) }
    }

    /// What ends the typing of a text: for the mouse too.
    private static let textAnswers: [(String, Key)] = [("  Enter does it", .enter), ("  Esc goes back ", .escape)]
    private static let textAnswersWidth = textAnswers.reduce(0) { $0 + TextLine.width($1.0) }

    /// Columns for the text that is typed after `label`: on a narrow screen up to its border.
    func textColumns(_ label: String) -> Int {
        let room = terminal.columns - 1 - TextLine.width(label)
        return room - EditorSession.textAnswersWidth >= 16 ? room - EditorSession.textAnswersWidth : max(1, room)
    }

    var path: String { paths[index] }
    var fileName: String { PhotoPath(path).name }

    private func zoomText(_ scale: Double) -> String {
        scale >= 1 ? "\(Int((scale * 100).rounded()))%" : "\(Double((scale * 1000).rounded()) / 10)%"
    }
}
