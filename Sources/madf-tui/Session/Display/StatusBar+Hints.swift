import Editing
import Inpainting

extension StatusBar {
    /// What makes sense next, the likeliest first. The line shows those for which it has room, and always the last.
    var hints: [Hint] {
        guard let editor else {
            return (hasSeveralPhotos ? photoHints + [Hint(.list, text: "all photos")] : []) + [Hint(.quit, text: "quits")]
        }
        if let hints = patchHints(editor) ?? penHints(editor) ?? comparisonHints(editor) { return hints }
        if showsPixels { return [paintHint(editor, again: false), Hint(.zoomIn, .zoomOut, text: "zoom"), Hint(.pixels, text: "back to cells")] }
        if editor.running != nil || editor.isSnapping {
            let queues = editor.running == nil ? [] : [Hint(.remove, text: "removes more marks next")]
            return [Hint(.cancel, text: "cancels"), paintHint(editor, again: true)] + queues
                + [Hint(.undo, text: "undo"), Hint(.zoomIn, .zoomOut, text: "zoom")]
        }
        let quit = Hint(.quit, text: "quit")
        let steps = steps(of: editor), changes = steps.late + [Hint(.clear, text: "clear")] + size(of: editor)
        if let toggle = [MarkKind.keepOut: Action.keepOut, .edges: .edges][editor.painted] {
            let removes = editor.isMaskEmpty ? [] : [Hint(.remove, text: "removes")]
            return removes + steps.early
                + [paintHint(editor, again: false), Hint(toggle, text: "back to what goes"), Hint(.erase, text: "erases")] + changes + [quit]
        }
        if !editor.isMaskEmpty {
            let steering: [(action: Action, text: String)] = [(.keepOut, "keep out"), (.patch, "patch"), (.edges, "edges"), (.lines, "lines")]
            return [Hint(.remove, text: "removes")] + steps.early
                + [
                    Hint(.snap, text: editor.canTakeMore ? "takes more" : "snaps"), paintHint(editor, again: true), Hint(.erase, text: "erases"),
                ] + changes + steering.map { Hint($0.action, text: $0.text) } + [quit]
        }
        return (editor.hasResult ? resultHints(editor) : startHints(editor)) + [quit]
    }

    /// Undo and redo: who has just undone something looks for more of it, or the way back.
    private func steps(of editor: Editor) -> (early: [Hint], late: [Hint]) {
        let steps = (editor.canUndo ? [Hint(.undo, text: "undo")] : []) + (editor.canRedo ? [Hint(.redo, text: "redo")] : [])
        return editor.canRedo ? (steps, []) : ([], steps)
    }

    private func resultHints(_ editor: Editor) -> [Hint] {
        let isSaved = !editor.hasUnsavedResult, paint = [paintHint(editor, again: false)], steps = steps(of: editor)
        var hints = isSaved ? (hasSeveralPhotos ? [photoHints[0]] : []) + paint : [Hint(.save, text: "saves")]
        hints += steps.early
        if (editor.choosable?.tries.count ?? 0) > 1 { hints.append(Hint(.tries, text: "all tries")) }
        hints.append(Hint(.original, text: "compares"))
        if editor.isLooking { hints.append(Hint(.look, text: "view from before")) }
        if editor.choosable != nil { hints.append(Hint(.again, text: "another try")) }
        if !editor.foundLines.isEmpty { hints.append(Hint(.lines, text: "its lines")) }
        hints += steps.late
        if editor.choosable != nil { hints += [Hint(.panes, text: "all four"), Hint(.coarse, .first, .final, .detail, text: "stages")] }
        return hints + [Hint(.wipe, text: "wipe"), Hint(.erase, text: "brings back")] + (isSaved ? [] : paint)
    }

    private var photoHints: [Hint] { [Hint(.next, text: "next photo"), Hint(.previous, text: "previous")] }

    private func startHints(_ editor: Editor) -> [Hint] {
        let tools: [(tool: Tool, action: Action)] = [
            (.brush, .brush), (.select, .select), (.rectangle, .rectangle), (.lasso, .lasso), (.line, .line), (.fill, .fill),
        ]
        let others = tools.filter { $0.tool != editor.tool }.map { Hint($0.action, text: $0.tool.rawValue) }
        var hints = [paintHint(editor, again: false)] + steps(of: editor).early + others.prefix(1)
        if editor.tool.hasWidth { hints.append(Hint(.smallerBrush, .largerBrush, text: "brush size")) }
        hints.append(Hint(.zoomIn, .zoomOut, text: "zoom"))
        if !editor.viewport.isFit { hints.append(Hint(.fit, text: "whole photo")) }
        if hasSeveralPhotos { hints += photoHints }
        return hints + others.dropFirst()
    }

    private func size(of editor: Editor) -> [Hint] { editor.tool.hasWidth ? [Hint(.smallerBrush, .largerBrush, text: "size")] : [] }

    private func paintHint(_ editor: Editor, again: Bool) -> Hint {
        switch editor.tool {
        case .brush where editor.painted == .keepOut: Hint(.paint, text: "keeps out of copying")
        case .brush where editor.painted == .edges: Hint(.paint, text: "draws an edge")
        case .brush: Hint(.paint, text: again ? "paints on" : "paints")
        case .fill: Hint(.paint, text: "fills like colors")
        case .select: Hint(.paint, text: "selects the object")
        case .line, .rectangle, .ellipse, .lasso: Hint(.paint, text: "starts the \(editor.tool.rawValue)")
        }
    }

    /// While a hole is filled by hand.
    private func patchHints(_ editor: Editor) -> [Hint]? {
        guard editor.patchMovement != nil else { return nil }
        return [
            Hint(.remove, text: "takes it"), Hint(.left, .right, .up, .down, text: "move the source"),
            Hint(.smallerBrush, .largerBrush, text: "its size"), Hint(.mirror, text: "mirrors"), Hint(.cancel, text: "gives up"),
        ]
    }

    /// While the pen is down.
    private func penHints(_ editor: Editor) -> [Hint]? {
        let pen = editor.pen, toggle = pen.isErasing ? Action.erase : .paint
        guard pen.isDown else { return nil }
        guard editor.tool.isShape else {
            return [
                Hint(toggle, text: "lifts the brush"), Hint(.smallerBrush, .largerBrush, text: "size"), Hint(.remove, text: "removes"),
            ]
        }
        return [Hint(toggle, text: "ends the \(editor.tool.rawValue)"), Hint(.cancel, text: "takes it back"), Hint(.remove, text: "removes")]
    }

    /// The keys of as many stages, tries or lines, as far as these are told by actions.
    private func digits(_ count: Int) -> [Action] { Array([.coarse, .first, .final, .detail].prefix(count)) }

    /// While something else than the result alone is shown.
    private func comparisonHints(_ editor: Editor) -> [Hint]? {
        let back: [Hint]
        switch editor.comparison {
        case .off: return nil
        case .original: back = [Hint(.original, text: "back to the result")]
        case .wipe: back = [Hint(.left, .right, text: "move the line"), Hint(.wipe, text: "ends the wipe")]
        case .blink: back = [Hint(.blink, text: "ends the blinking")]
        case .tries:
            back = [
                Hint(digits(editor.choosable?.tries.count ?? 0), text: "keep one"), Hint(.again, text: "another try"),
                Hint(.tries, text: "back to one picture"),
            ]
        case .lines:
            let isForeseen = editor.foreseenLines != nil
            let fills = isForeseen ? "removes" : editor.foundLines.contains(where: \.isErased) ? "fills without" : nil
            let refills = fills.map { [Hint(.remove, text: $0)] } ?? []
            let erases = Hint(digits(editor.foundLines.count), text: editor.foundLines.count == 1 ? "erases it" : "erase one")
            back = refills + [erases, Hint(.lines, text: isForeseen ? "back to the marks" : "back to the result")]
        case .panes: back = [Hint(digits(FillStage.allCases.count), text: "keep one"), Hint(.panes, text: "back to one picture")]
        }
        return back + (editor.hasUnsavedResult ? [Hint(.save, text: "saves")] : []) + [Hint(.quit, text: "quit")]
    }
}
