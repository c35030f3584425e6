import Terminal

/// Several photos, one after the other, and the choice of one in a folder.
extension EditorSession {
    /// Opens the photo at `index` in place of the one that is open.
    func open(_ index: Int) {
        cancellation?.cancel()
        snapCancellation?.cancel()
        self.index = index
        generation += 1
        editor = nil
        preview = nil
        photo = nil
        couldNotOpen = false
        lock = nil
        recovery = nil
        recovered = nil
        progress = nil
        waiting = nil
        message = nil
        picker = nil
        openPhoto()
    }

    /// By `step` photos, after asking where something would be lost.
    func turn(by step: Int) {
        let target = index + step
        guard paths.indices.contains(target) else {
            message = step > 0 ? "this is the last photo" : "this is the first photo"
            return
        }
        leave(for: target)
    }

    /// Opens another photo, after asking where something would be lost.
    private func leave(for target: Int) {
        // Where the save fails, there must still be something to save.
        if isSaving { return message = "the save goes on; go to another photo when it is done" }
        if let editor, editor.hasUnsavedResult || editor.hasUnsavedMarks {
            prompt = .confirm(question: "not saved; go to another photo all the same?", action: .open(target))
        } else {
            open(target)
        }
    }

    /// Takes the photo at `target` out of the list; the one that is open stays as it is.
    func pick(_ target: Int) {
        picker = nil
        if target != index || editor == nil { leave(for: target) }
    }

    func handlePicker(_ key: Key) {
        guard var chosen = picker else { return }
        let page = max(1, terminal.rows - 2)
        switch key {
        case .arrow(.down, _), .character("j"), .character("n"): chosen += 1
        case .arrow(.up, _), .character("k"), .character("p"): chosen -= 1
        case .pageDown: chosen += page
        case .pageUp: chosen -= page
        case .home: chosen = 0
        case .end: chosen = paths.count - 1
        case .enter, .character(" "): return pick(chosen)
        case .escape, .character("q"), .control("c"):
            if editor == nil { exitStatus = 0 }
            picker = nil
            return
        case .control("z"): return suspend()
        default: return
        }
        picker = min(paths.count - 1, max(0, chosen))
    }

    /// The list of photos with the chosen one marked, scrolled so that it is seen.
    func pickerLines(height: Int) -> [TextLine] {
        guard let picker else { return [] }
        let top = pickerTop(height)
        return paths[top..<min(paths.count, top + height)].enumerated().map { offset, path in
            let isChosen = top + offset == picker
            return TextLine((isChosen ? "> " : "  ") + PhotoPath(path).name, style: isChosen ? .reverse : .plain)
        }
    }

    func pickerTop(_ height: Int) -> Int {
        max(0, min((picker ?? 0) - height / 2, paths.count - height))
    }
}
