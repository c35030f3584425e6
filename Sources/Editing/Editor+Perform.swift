import Masks
import Pixels

extension Editor {
    /// Does what `command` says.
    public mutating func perform(_ command: Command) -> Effect? {
        switch command {
        case .move(let columns, let rows): move(columns: columns, rows: rows)
        case .togglePen(let erasing): return togglePen(erasing: erasing)
        case .press(let place, let erasing): return press(at: place, erasing: erasing)
        case .dragTo(let place): dragCursor(to: place)
        case .release: endStroke()
        case .select(let tool):
            endStroke()
            self.tool = tool
        case .resizeBrush(let steps): resizeBrush(steps)
        case .undo: return undo()
        case .redo: return redo()
        case .clear where isMaskEmpty, .grow where isMaskEmpty, .feather where isMaskEmpty: return nothingMarked
        case .clear: replaceMask(Mask(width: mask.width, height: mask.height))
        case .invert:
            var inverted = mask
            inverted.invert()
            replaceMask(inverted)
        case .grow(let radius): replaceMask(radius < 0 ? mask.shrunk(by: -radius) : mask.grown(by: radius))
        case .feather(let radius): replaceMask(mask.feathered(by: radius))
        case .snap: return startSnap()
        case .snapped(let mask, let revision): return takeSnap(mask, of: revision)
        case .replaceMask(let mask): replaceMask(mask)
        case .zoom(let steps, let place): zoom(steps, about: place)
        case .fit: viewport.fit()
        case .pan(let columns, let rows): viewport.pan(columns: Double(columns), rows: Double(rows))
        case .resize(let width, let height, let aspect): resize(width: width, height: height, aspect: aspect)
        case .recover(let mask, let result, let place): recover(mask, result, at: place)
        case .remove: return startRemoval()
        case .cancel: return cancel()
        case .copied(let number, let picture, let layer): takeCopies(picture, layer, of: number)
        case .stageArrived(let number, let fill): takeStage(fill, of: number)
        case .removalEnded(let number): endRemoval(number)
        case .show(let stage): return show(stage)
        case .takeBackChoice: takeBackChoice()
        case .toggleOriginal: comparison = comparison == .original ? .off : .original
        case .toggleWipe:
            if case .wipe = comparison { comparison = .off } else { comparison = .wipe(column: viewport.width / 2) }
        case .toggleBlink: comparison = comparison.isBlinking ? .off : .blink(showsOriginal: true)
        case .blink: if case .blink(let showsOriginal) = comparison { comparison = .blink(showsOriginal: !showsOriginal) }
        case .togglePanes:
            guard comparison == .panes || choosable != nil else { return noStages }
            comparison = comparison == .panes ? .off : .panes
        case .moveWipe(let column): comparison = .wipe(column: max(0, min(viewport.width, column)))
        case .toggleOutline: showsOutline.toggle()
        case .noteSavedResult: savedResult = resultIdentity
        case .noteUnsavedResult: savedResult = nil
        case .noteSavedMask: hasUnsavedMask = false
        }
        return nil
    }

    private mutating func move(columns: Int, rows: Int) {
        // A step is seen on the screen, and never less than a pixel of the photo.
        let horizontal = max(1, 1 / viewport.scale), vertical = max(1, 1 / viewport.verticalScale)
        moveCursor(to: Point(x: cursor.x + Double(columns) * horizontal, y: cursor.y + Double(rows) * vertical))
    }

    private mutating func moveCursor(to place: Point) {
        dragCursor(to: place)
        if !viewport.isFit { viewport.follow(cursor) }
    }

    /// Moves the cursor, and the pen with it, but never the view.
    mutating func dragCursor(to place: Point) {
        let place = Point(x: min(Double(mask.width) - 0.5, max(0.5, place.x)), y: min(Double(mask.height) - 0.5, max(0.5, place.y)))
        if place != cursor { floodTolerance = Editor.firstTolerance }
        cursor = place
        if stroke != nil { drag(to: place) }
    }

    private mutating func resizeBrush(_ steps: Int) {
        let largest = Double(max(mask.width, mask.height)) / 2
        for _ in 0..<min(100, abs(steps)) {
            let next = (brushDiameter * (steps > 0 ? 1.2 : 1 / 1.2)).rounded()
            brushDiameter = min(largest, max(1, next == brushDiameter ? next + Double(steps.signum()) : next))
        }
    }

    private mutating func zoom(_ steps: Int, about place: Point?) {
        var factor = 1.0
        for _ in 0..<min(100, abs(steps)) { factor *= steps > 0 ? 2.0.squareRoot() : 0.5.squareRoot() }
        viewport.zoom(by: factor, about: place ?? cursor)
    }

    private mutating func resize(width: Int, height: Int, aspect: Double) {
        let before = viewport.width
        viewport.resize(width: width, height: height, aspect: aspect)
        if case .wipe(let column) = comparison, before > 0 {
            comparison = .wipe(column: column * viewport.width / before)
        }
    }
}
