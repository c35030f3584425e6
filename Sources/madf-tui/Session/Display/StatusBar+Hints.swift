import Editing
import Inpainting

extension StatusBar {
    /// What makes sense next, the likeliest first. The line shows those for which it has room, and always the last ones.
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
        let ways = [Hint(.palette, text: "more"), Hint(.quit, text: "quit")]
        let steps = steps(of: editor), changes = [Hint(.clear, text: "clear")] + size(of: editor)
        let rightErases = hasMouse ? [Hint(text: "right button erases")] : []
        if let toggle = [MarkKind.keepOut: Action.keepOut, .edges: .edges][editor.painted] {
            let fills = editor.canFillAgain ? [Hint(.remove, text: "fills again")] : []
            let removes = editor.isMaskEmpty ? fills : [Hint(.remove, text: "removes")]
            let saves = editor.hasUnsavedResult ? [Hint(.save, text: "saves")] : []
            return removes + steps + [Hint(toggle, text: "back to marking"), paintHint(editor, again: false)] + saves
                + [Hint(.erase, text: "erases")] + changes + rightErases + ways
        }
        if !editor.isMaskEmpty {
            var first = [Hint(.remove, text: "removes")] + steps + [Hint(.snap, text: editor.canTakeMore ? "takes more" : "snaps")]
            if editor.canTakeMore { first.append(Hint(.grow, text: "takes the rim too")) }
            let steering = [Hint(.keepOut, text: "keep out"), Hint(.patch, text: "patch"), Hint(.edges, text: "edges")]
            let paint = [paintHint(editor, again: true)], erase = [Hint(.erase, text: "erases")]
            // Where there is room for what steers, it goes before painting on, which whoever has marked something knows.
            let rest = columns < 90 ? paint + erase + changes + rightErases + steering : erase + steering + paint + rightErases + changes
            return first + rest + [Hint(.lines, text: "lines")] + ways
        }
        return (editor.hasResult ? resultHints(editor) : startHints(editor)) + ways
    }

    private func steps(of editor: Editor) -> [Hint] {
        (editor.canUndo ? [Hint(.undo, text: "undo")] : []) + (editor.canRedo ? [Hint(.redo, text: "redo")] : [])
    }

    private func resultHints(_ editor: Editor) -> [Hint] {
        let isSaved = !editor.hasUnsavedResult, paint = [paintHint(editor, again: false)]
        var hints = editor.canFillAgain ? [Hint(.remove, text: "fills again")] : []
        hints += isSaved ? (hasSeveralPhotos ? [photoHints[0]] : []) + paint : [Hint(.save, text: "saves")]
        hints += steps(of: editor)
        if (editor.choosable?.tries.count ?? 0) > 1 { hints.append(Hint(.tries, text: "all tries")) }
        hints.append(Hint(.original, text: "compares"))
        if editor.isLooking { hints.append(Hint(.look, text: "view from before")) }
        if editor.choosable != nil { hints.append(Hint(.again, text: "another try")) }
        if !editor.foundLines.isEmpty { hints.append(Hint(.lines, text: "lines it found")) }
        let stages = stages(of: editor)
        if stages.count > 1 { hints += [Hint(.panes, text: "all stages"), Hint(stages, text: "stages")] }
        return hints + [Hint(.wipe, text: "wipe"), Hint(.erase, text: "brings back")] + (isSaved ? [] : paint)
    }

    /// What shows the stages that are there: a patch has none but the last.
    private func stages(of editor: Editor) -> [Action] {
        let actions: [(stage: FillStage, action: Action)] = [(.coarse, .coarse), (.first, .first), (.final, .final), (.detail, .detail)]
        return actions.filter { editor.choosable?.fill(of: $0.stage) != nil }.map(\.action)
    }

    private var photoHints: [Hint] { [Hint(.next, text: "next photo"), Hint(.previous, text: "previous")] }

    private func startHints(_ editor: Editor) -> [Hint] {
        let tools: [(tool: Tool, action: Action)] = [
            (.brush, .brush), (.select, .select), (.rectangle, .rectangle), (.lasso, .lasso), (.line, .line), (.fill, .fill),
        ]
        let others = tools.filter { $0.tool != editor.tool }.map { Hint($0.action, text: $0.tool.rawValue) }
        var hints = [paintHint(editor, again: false)] + steps(of: editor)
        hints += others.prefix(1)
        if editor.tool.hasWidth { hints.append(Hint(.smallerBrush, .largerBrush, text: "brush size")) }
        hints.append(Hint(.zoomIn, .zoomOut, text: "zoom"))
        if !editor.viewport.isFit { hints.append(Hint(.fit, text: "whole photo")) }
        if hasSeveralPhotos { hints += photoHints }
        return hints + others.dropFirst()
    }

    private func size(of editor: Editor) -> [Hint] { editor.tool.hasWidth ? [Hint(.smallerBrush, .largerBrush, text: "size")] : [] }

    private func paintHint(_ editor: Editor, again: Bool) -> Hint {
        switch editor.tool {
        case .brush where editor.painted == .keepOut: Hint(.paint, text: "keeps out")
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
        let isFree = editor.patchObstacle == nil, isShort = columns < 90 || !isFree, isCoarse = editor.viewport.scale < 1
        var hints: [Hint] = isFree ? [Hint(.remove, text: "takes it")] : []
        if hasMouse { hints.append(Hint(text: isShort ? "drag it" : "drag the source")) }
        hints.append(Hint(.left, .right, .up, .down, text: hasMouse ? "move it" : "move the source"))
        if isCoarse { hints.append(Hint(.zoomIn, text: isShort ? "finer" : "finer steps")) }
        hints += [Hint(.smallerBrush, .largerBrush, text: "its size"), Hint(.mirror, text: "mirrors"), Hint(.cancel, text: "gives up")]
        return hints
    }

    /// While the pen is down.
    private func penHints(_ editor: Editor) -> [Hint]? {
        let pen = editor.pen, toggle = pen.isErasing ? Action.erase : .paint
        let removes = editor.isMaskEmpty ? [] : [Hint(.remove, text: "removes")]
        if !pen.isDown, editor.pointerErases {
            return [Hint(.erase, text: "lifts the eraser")] + steps(of: editor) + size(of: editor) + removes
        }
        guard pen.isDown else { return nil }
        guard editor.tool.isShape else {
            return [Hint(toggle, text: "lifts the brush"), Hint(.smallerBrush, .largerBrush, text: "size")] + removes
        }
        return [Hint(toggle, text: "ends the \(editor.tool.rawValue)"), Hint(.cancel, text: "takes it back")] + removes
    }

    /// The keys of as many tries or lines, of which no other number is told so.
    private func digits(_ count: Int, text: String) -> Hint {
        Hint([], keys: (1...max(1, min(9, count))).map { .character(Unicode.Scalar(UInt8(0x30 + $0))) }, text: text)
    }

    /// While something else than the result alone is shown.
    private func comparisonHints(_ editor: Editor) -> [Hint]? {
        let back: [Hint]
        switch editor.comparison {
        case .off: return nil
        case .original:
            back = [Hint(.original, text: "back to the result")] + (editor.isLooking ? [Hint(.look, text: "view from before")] : [])
        case .wipe: back = [Hint(.left, .right, text: "move the line"), Hint(.wipe, text: "ends the wipe")]
        case .blink: back = [Hint(.blink, text: "ends the blinking")]
        case .tries:
            back = [
                digits(editor.choosable?.tries.count ?? 0, text: "keep one"), Hint(.again, text: "another try"),
                Hint(.tries, text: "back to one picture"),
            ]
        case .lines:
            let isForeseen = editor.foreseenLines != nil
            let fills = isForeseen ? "removes" : editor.foundLines.contains(where: \.isErased) ? "fills without" : nil
            let refills = fills.map { [Hint(.remove, text: $0)] } ?? []
            let erases = digits(editor.foundLines.count, text: editor.foundLines.count == 1 ? "erases it" : "erase one")
            back = refills + [Hint(.lines, text: isForeseen ? "back to the marks" : "back to the result"), erases]
        case .panes: back = [Hint(stages(of: editor), text: "keep one"), Hint(.panes, text: "back to one picture")]
        }
        return back + (editor.hasUnsavedResult ? [Hint(.save, text: "saves")] : []) + [Hint(.quit, text: "quit")]
    }
}
