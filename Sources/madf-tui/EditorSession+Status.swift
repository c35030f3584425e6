import Editing
import Inpainting
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
            line.add("opening \(fileName)")
            line.fill()
            return line
        }
        let pen = editor.pen
        line.add(pen.isDown ? (pen.isErasing ? "ERASING" : "PAINTING") : editor.tool.rawValue)
        line.add(" \(Int(editor.brushDiameter)) px")
        line.add("\(dot)zoom \(zoomText(editor.viewport.scale))")
        if let removal = editor.choosable, let shown = removal.shown {
            line.add("\(dot)\(shown.rawValue)")
        }
        switch editor.comparison {
        case .original: line.add("\(dot)ORIGINAL")
        case .wipe: line.add("\(dot)before | after")
        case .blink(let showsOriginal): line.add(dot + (showsOriginal ? "BEFORE" : "after "))
        case .panes, .off: break
        }
        if let progress { line.add("\(dot)\(progress.phase) \(Int(100 * progress.share))%") }
        if editor.isSnapping { line.add("\(dot)snapping") }
        if isSaving { line.add("\(dot)saving") }
        if let count { line.add("\(dot)\(count)") }
        line.add("\(dot)\(Int(editor.cursor.x)),\(Int(editor.cursor.y))")
        line.add("\(dot)\(fileName)")
        if paths.count > 1 { line.add(" (\(index + 1) of \(paths.count))") }
        line.addRight("? help ", key: .character("?"))
        return line
    }

    private func hintLine() -> StatusLine {
        var line = StatusLine(style: .plain, width: terminal.columns)
        line.add(" ")
        switch prompt {
        case .text(let label, let text, _):
            line.add(label + text)
            return line
        case .confirm(let question, _):
            line.add(question + " ")
            line.add("y yes", key: .character("y"))
            line.add("  ")
            line.add("n no", key: .character("n"))
            return line
        case nil: break
        }
        if let message {
            line.add(message)
            return line
        }
        for (offset, action) in hints().enumerated() {
            guard let key = keys.keys(for: action.0).first else { continue }
            if offset > 0 { line.add("  ") }
            line.add("\(key.name) \(action.1)", key: key)
        }
        return line
    }

    /// What makes sense next, the likeliest first.
    private func hints() -> [(EditorAction, String)] {
        guard let editor else { return [(.quit, "quits")] }
        let pen = editor.pen
        if pen.isDown {
            return [(pen.isErasing ? .erase : .paint, "lifts the brush"), (.smallerBrush, "smaller"), (.largerBrush, "larger"),
                    (.remove, "removes")]
        }
        if editor.running != nil || editor.isSnapping { return [(.cancel, "cancels"), (.undo, "undo"), (.zoomIn, "nearer")] }
        if !editor.isMaskEmpty {
            return [(.remove, "removes"), (.snap, "snaps"), (.paint, "paints on"), (.erase, "erases"), (.undo, "undo"), (.clear, "clear"), (.quit, "quit")]
        }
        if editor.hasUnsavedResult {
            return [(.save, "saves"), (.original, "compares"), (.panes, "all"), (.coarse, "coarse"), (.first, "first"), (.final, "final"),
                    (.detail, "detail"), (.undo, "undo"), (.quit, "quit")]
        }
        return [(.paint, "paints"), (.smallerBrush, "smaller"), (.largerBrush, "larger"), (.zoomIn, "nearer"),
                (.zoomOut, "farther"), (.rectangle, "rectangle"), (.lasso, "lasso"), (.quit, "quit")]
    }

    var path: String { paths[index] }
    var fileName: String { PhotoPath(path).name }

    private func zoomText(_ scale: Double) -> String {
        scale >= 1 ? "\(Int((scale * 100).rounded()))%" : "\(Double((scale * 1000).rounded()) / 10)%"
    }
}
