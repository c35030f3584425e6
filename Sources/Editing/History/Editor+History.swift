import Pixels

extension Editor {
    mutating func undo() -> Effect? {
        if snapping != nil { return stopSnap() }
        if patching != nil {
            endPatch()
            return .message("the patch is given up")
        }
        if stroke != nil { endStroke() }
        // What was done while a removal runs goes first, and then the removal.
        let last = history.past.last?.identifier
        if let running, last == running.entry || last == running.start { return stopRunning() }
        guard var entry = history.past.popLast() else { return .message("nothing to undo") }
        apply(&entry.change)
        history.future.append(entry)
        return .message("undone: \(entry.name)")
    }

    mutating func redo() -> Effect? {
        guard stroke == nil, var entry = history.future.popLast() else { return .message("nothing to redo") }
        apply(&entry.change)
        history.past.append(entry)
        return .message("redone: \(entry.name)")
    }

    private mutating func apply(_ change: inout History.Change) {
        switch change {
        case .marks(let difference, let kind):
            exchange(difference, of: kind)
        case .removal(var pixels, let used):
            exchange(&pixels)
            for (kind, difference) in used { exchange(difference, of: kind) }
            change = .removal(pixels, used)
        case .lines(let lines):
            change = .lines(erasedLines)
            erasedLines = lines
            revision += 1
        }
        endEmptyComparison()
    }

    /// Stages, tries or lines that are gone are not looked at.
    mutating func endEmptyComparison() {
        if comparison.hasPanes && choosable == nil || comparison == .lines && foundLines.isEmpty { compare(.off) }
    }

    private mutating func exchange(_ difference: MaskChange, of kind: MarkKind) {
        difference.apply(to: &marks[kind]!.mask)
        updateMarks(in: difference.area, of: kind)
        marks[kind]!.isChanged = true
    }

    /// Exchanges pixels of the current picture and brings what is shown of it up to date.
    mutating func exchange(_ pixels: inout PixelChange) {
        put(&pixels)
        refresh(pixels.areas)
    }

    /// Exchanges pixels of the current picture; `refresh` must follow.
    mutating func put(_ pixels: inout PixelChange) {
        for area in pixels.areas { filled = filled.map { $0.union(area) } ?? area }
        changePixels { pixels.exchange(with: &$0) }
    }

    /// Changes the current picture where it is; `refresh` must follow.
    mutating func changePixels(_ change: (inout Raster) -> Void) {
        revision += 1
        pixelRevision += 1
        forgetForeseenLines()
        if isDirect { layer.picture.bytes = [] }
        change(&current)
        if isDirect { layer.picture = current }
    }

    mutating func refresh(_ areas: [Rectangle]) {
        for area in areas {
            if !isDirect { show(area) }
            layer.refresh(area)
        }
    }

    private mutating func show(_ area: Rectangle) {
        let part = display(current.crop(area))
        for row in 0..<area.height {
            let start = ((area.y + row) * current.width + area.x) * 3
            layer.picture.bytes.replaceSubrange(
                start..<(start + area.width * 3), with: part.bytes[(row * area.width * 3)..<((row + 1) * area.width * 3)])
        }
    }
}
