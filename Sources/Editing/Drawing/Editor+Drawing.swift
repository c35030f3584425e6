import Masks
import Pixels

extension Editor {
    mutating func togglePen(erasing: Bool) -> Effect? {
        if patching != nil { return .message("arrows move the source of the patch; Enter takes it, Escape gives it up") }
        if let stroke, stroke.isErasing == erasing || stroke.tool.isShape {
            endStroke()
            return nil
        }
        endStroke()
        // The key that the line names for it ends what a click on it has begun.
        let wasErasing = pointerErases
        pointerErases = false
        if erasing, wasErasing { return nil }
        if !isCursorInView { viewport.follow(cursor) }
        let effect = press(at: cursor, erasing: erasing)
        if tool == .fill { endStroke() }
        return effect
    }

    mutating func togglePointer(erasing: Bool) -> Effect? {
        if patching != nil || stroke?.isErasing == erasing || stroke?.tool.isShape == true { return togglePen(erasing: erasing) }
        endStroke()
        pointerErases = erasing && !pointerErases
        return .message(pointerErases ? "the left button erases until this is clicked again" : "the left button marks, the right one erases")
    }

    mutating func press(at place: Point, erasing: Bool) -> Effect? {
        // Whoever has put the eraser down by its key goes on with the mouse.
        if erasing, stroke?.isErasing == true { pointerErases = true }
        endStroke()
        if let movement = patching?.movement {
            patching?.grip = (place, movement)
            return nil
        }
        if comparison == .lines {
            dragCursor(to: place)
            return toggleLine(near: place)
        }
        // What is drawn must be seen, and where it is drawn.
        comparison = .off
        dragCursor(to: place)
        let place = cursor
        if tool == .fill { return flood(at: place, erasing: erasing) }
        if tool == .select { return selectObject(at: place, erasing: erasing) }
        stroke = Stroke(
            tool: tool, isErasing: erasing, start: place, points: [place], before: paintedMask,
            restoring: erasing ? restoring(from: place) : nil)
        drag(to: place)
        return erasing && restoresLater ? .busy("the eraser brings the photo back once the removal has ended") : nil
    }

    /// Draws on to `place`. Events come with gaps between them; the line from the last one closes these.
    mutating func drag(to place: Point) {
        guard var stroke else { return }
        self.stroke = nil
        if stroke.restoring != nil {
            restore(&stroke, to: place)
        } else if stroke.tool == .brush {
            let changed = marks[painted]!.mask.drawStroke(from: stroke.last, to: place, diameter: brushDiameter, value: stroke.value)
            stroke.points = [place]
            stroke.changed = stroke.changed.union(changed)
            updateMarks(in: changed, of: painted)
        } else {
            redraw(&stroke, to: place)
        }
        self.stroke = stroke
    }

    private mutating func restore(_ stroke: inout Stroke, to place: Point) {
        var changed: Rectangle
        if stroke.tool == .brush {
            changed = stroke.restoring!.shape.drawStroke(from: stroke.last, to: place, diameter: brushDiameter, value: stroke.value)
            stroke.points = [place]
            stroke.changed = stroke.changed.union(changed)
        } else {
            changed = stroke.changed
            stroke.go(to: place)
            stroke.restoring!.shape = Mask(width: original.width, height: original.height)
            stroke.changed = stroke.restoring!.shape.draw(stroke, in: box(of: stroke), diameter: brushDiameter)
            changed = changed.union(stroke.changed)
        }
        showRestored(stroke, in: changed)
    }

    /// Shapes are drawn anew over what was there before the stroke, so that they can be seen growing.
    private mutating func redraw(_ stroke: inout Stroke, to place: Point) {
        let old = stroke.changed
        for row in old.y..<old.bottom {
            let range = (row * original.width + old.x)..<(row * original.width + old.right)
            marks[painted]!.mask.bytes.replaceSubrange(range, with: stroke.before.bytes[range])
        }
        stroke.go(to: place)
        stroke.changed = marks[painted]!.mask.draw(stroke, in: box(of: stroke), diameter: brushDiameter)
        updateMarks(in: old.union(stroke.changed), of: painted)
    }

    /// The corners of a stroke. Within one line or one column of cells it takes the whole of that: no less is seen.
    private func box(of stroke: Stroke) -> (Point, Point) {
        let (first, last) = (viewport.pixel(of: stroke.start), viewport.pixel(of: stroke.last))
        var low = Point(x: min(stroke.start.x, stroke.last.x), y: min(stroke.start.y, stroke.last.y))
        var high = Point(x: max(stroke.start.x, stroke.last.x), y: max(stroke.start.y, stroke.last.y))
        // A rectangle takes the pixels of the photo whose middles lie in the cell, which an ellipse touches.
        let inset = stroke.tool == .ellipse ? 0.001 : 0.501
        let upper = viewport.place(column: first.column, row: first.row & ~1), lower = viewport.place(column: first.column, row: first.row | 1)
        let across = 0.5 / viewport.scale - inset, down = 0.5 / viewport.verticalScale - inset
        if first.column == last.column { (low.x, high.x) = (min(low.x, upper.x - across), max(high.x, upper.x + across)) }
        if first.row | 1 == last.row | 1 { (low.y, high.y) = (min(low.y, upper.y - down), max(high.y, lower.y + down)) }
        return (low, high)
    }

    mutating func endStroke() {
        patching?.grip = nil
        guard let stroke else { return }
        self.stroke = nil
        // A click has no extent: a pixel that nobody sees is not meant.
        if stroke.tool.isArea, stroke.points.allSatisfy({ $0 == stroke.start }) { return abandon(stroke) }
        if stroke.restoring != nil { return recordRestored(stroke) }
        let changed = stroke.isErasing ? stroke.changed : stroke.changed.union(markIslands(around: stroke.changed, since: stroke.before))
        record(MaskChange(from: stroke.before, to: paintedMask, in: changed), as: stroke.name)
    }

    /// Takes the pen up while marks are changed otherwise; the stroke, to go on with.
    mutating func interruptStroke() -> Stroke? {
        defer { if stroke?.tool.isShape == true { abandonStroke() } else { endStroke() } }
        return stroke
    }

    /// Puts the pen down again where it was.
    mutating func resume(_ interrupted: Stroke?) {
        guard let old = interrupted else { return }
        stroke = Stroke(tool: old.tool, isErasing: old.isErasing, start: old.start, points: old.points, before: paintedMask)
        if old.tool.isShape { drag(to: old.last) }
    }

    /// Takes back a stroke that has not ended.
    mutating func abandonStroke() {
        guard let stroke else { return }
        self.stroke = nil
        abandon(stroke)
    }

    private mutating func abandon(_ stroke: Stroke) {
        var stroke = stroke
        if stroke.restoring != nil {
            stroke.restoring!.shape = Mask(width: original.width, height: original.height)
            return showRestored(stroke, in: stroke.changed)
        }
        marks[painted]!.mask = stroke.before
        updateMarks(in: stroke.changed, of: painted)
    }

    /// Fills the area of like color; again at the same place, a larger one.
    private mutating func flood(at place: Point, erasing: Bool) -> Effect? {
        let before = paintedMask
        var changed = marks[painted]!.mask.flood(
            x: Int(place.x), y: Int(place.y), on: layer.picture, tolerance: floodTolerance, value: erasing ? 0 : 255)
        updateMarks(in: changed, of: painted)
        if !erasing { changed = changed.union(markIslands(around: changed, since: before)) }
        record(MaskChange(from: before, to: paintedMask, in: changed), as: erasing ? "erasing like colors" : "filling like colors")
        let used = floodTolerance
        floodTolerance = min(255, floodTolerance * 3 / 2)
        return .message("filled with tolerance \(used); again here fills more")
    }

    mutating func resizeBrush(_ steps: Int) -> Effect? {
        if patching != nil {
            resizePatch(steps)
            return nil
        }
        guard tool.hasWidth else { return .message("the tool \(tool.rawValue) has no width; brush and line have") }
        for _ in 0..<min(100, abs(steps)) {
            let next = (brushDiameter * (steps > 0 ? 1.2 : 1 / 1.2)).rounded()
            setBrush(next == brushDiameter ? next + Double(steps.signum()) : next)
        }
        return nil
    }

    /// In pixels of the photo, as far as that makes sense.
    mutating func setBrush(_ diameter: Double) {
        brushDiameter = min(Double(max(original.width, original.height)) / 2, max(1, diameter))
    }
}
