import Masks
import Pixels

extension Editor {
    mutating func togglePen(erasing: Bool) -> Effect? {
        if let stroke, stroke.isErasing == erasing || stroke.tool.isShape {
            endStroke()
            return nil
        }
        endStroke()
        let effect = press(at: cursor, erasing: erasing)
        if tool == .fill { endStroke() }
        return effect
    }

    mutating func press(at place: Point, erasing: Bool) -> Effect? {
        endStroke()
        // What is drawn must be seen.
        if comparison == .panes { comparison = .off }
        dragCursor(to: place)
        let place = cursor
        if tool == .fill { return flood(at: place, erasing: erasing) }
        stroke = Stroke(tool: tool, isErasing: erasing, start: place, points: [place], before: paintedMask)
        drag(to: place)
        return nil
    }

    /// Draws on to `place`. Events come with gaps between them; the line from the last one closes these.
    mutating func drag(to place: Point) {
        guard var stroke else { return }
        self.stroke = nil
        if stroke.tool == .brush {
            let changed = marks[painted]!.mask.drawStroke(from: stroke.last, to: place, diameter: brushDiameter, value: stroke.value)
            stroke.points = [place]
            stroke.changed = stroke.changed.union(changed)
            updateMarks(in: changed, of: painted)
        } else {
            redraw(&stroke, to: place)
        }
        self.stroke = stroke
    }

    /// Shapes are drawn anew over what was there before the stroke, so that they can be seen growing.
    private mutating func redraw(_ stroke: inout Stroke, to place: Point) {
        let old = stroke.changed
        for row in old.y..<old.bottom {
            let range = (row * original.width + old.x)..<(row * original.width + old.right)
            marks[painted]!.mask.bytes.replaceSubrange(range, with: stroke.before.bytes[range])
        }
        stroke.points.append(place)
        if stroke.tool != .lasso { stroke.points = [place] }
        stroke.changed = marks[painted]!.mask.draw(stroke, diameter: brushDiameter)
        updateMarks(in: old.union(stroke.changed), of: painted)
    }

    mutating func endStroke() {
        guard let stroke else { return }
        self.stroke = nil
        record(MaskChange(from: stroke.before, to: paintedMask, in: stroke.changed))
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
        marks[painted]!.mask = stroke.before
        updateMarks(in: stroke.changed, of: painted)
    }

    /// Fills the area of like color; again at the same place, a larger one.
    private mutating func flood(at place: Point, erasing: Bool) -> Effect? {
        let before = paintedMask
        let changed = marks[painted]!.mask.flood(
            x: Int(place.x), y: Int(place.y), on: layer.picture, tolerance: floodTolerance, value: erasing ? 0 : 255)
        updateMarks(in: changed, of: painted)
        record(MaskChange(from: before, to: paintedMask, in: changed))
        let used = floodTolerance
        floodTolerance = min(255, floodTolerance * 3 / 2)
        return .message("filled with tolerance \(used); again here fills more")
    }

    mutating func resizeBrush(_ steps: Int) {
        let largest = Double(max(original.width, original.height)) / 2
        for _ in 0..<min(100, abs(steps)) {
            let next = (brushDiameter * (steps > 0 ? 1.2 : 1 / 1.2)).rounded()
            brushDiameter = min(largest, max(1, next == brushDiameter ? next + Double(steps.signum()) : next))
        }
    }
}
