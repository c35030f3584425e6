import Pixels

/// Drawing sets pixels whose middles lie in the shape to `value`, clips to the mask, and returns the rectangle
/// outside of which nothing changed (empty where the shape misses the mask).
extension Mask {
    /// A straight stroke of a round brush, ends included. However thin, it has no gaps.
    @discardableResult
    public mutating func drawStroke(from start: Point, to end: Point, diameter: Double, value: UInt8) -> Rectangle {
        guard canDraw([start, end]) else { return Mask.nothing }
        // Half a pixel's diagonal: less would miss the middles between which a thin line passes.
        let radius = max(diameter / 2, 0.708)
        let length = ((end.x - start.x) * (end.x - start.x) + (end.y - start.y) * (end.y - start.y)).squareRoot()
        // A diagonal's box is mostly empty; short pieces keep the work near the stroke.
        let pieces = max(1, Int((length / (4 * radius + 64)).rounded(.up)))
        var changed = Mask.nothing
        for piece in 0..<pieces {
            changed = changed.union(
                drawCapsule(
                    from: start.toward(end, Double(piece) / Double(pieces)),
                    to: start.toward(end, Double(piece + 1) / Double(pieces)), radius: radius, value: value))
        }
        return changed
    }

    private mutating func drawCapsule(from a: Point, to b: Point, radius: Double, value: UInt8) -> Rectangle {
        let area = pixels(
            from: Point(x: min(a.x, b.x) - radius, y: min(a.y, b.y) - radius),
            to: Point(x: max(a.x, b.x) + radius, y: max(a.y, b.y) + radius))
        let dx = b.x - a.x, dy = b.y - a.y
        let squared = dx * dx + dy * dy
        for y in area.y..<area.bottom {
            for x in area.x..<area.right {
                let px = Double(x) + 0.5 - a.x, py = Double(y) + 0.5 - a.y
                let along = squared > 0 ? min(1, max(0, (px * dx + py * dy) / squared)) : 0
                let ex = px - along * dx, ey = py - along * dy
                if ex * ex + ey * ey <= radius * radius { bytes[y * width + x] = value }
            }
        }
        return area
    }

    /// The rectangle between two opposite corners, each corner's pixel included.
    @discardableResult
    public mutating func drawRectangle(from a: Point, to b: Point, value: UInt8) -> Rectangle {
        guard canDraw([a, b]) else { return Mask.nothing }
        let area = pixels(
            from: Point(x: min(a.x, b.x).rounded(.down), y: min(a.y, b.y).rounded(.down)),
            to: Point(x: max(a.x, b.x).rounded(.down) + 1, y: max(a.y, b.y).rounded(.down) + 1))
        for y in area.y..<area.bottom {
            for x in area.x..<area.right { bytes[y * width + x] = value }
        }
        return area
    }

    /// The ellipse that fills the rectangle between two opposite corners.
    @discardableResult
    public mutating func drawEllipse(from a: Point, to b: Point, value: UInt8) -> Rectangle {
        guard canDraw([a, b]) else { return Mask.nothing }
        let area = pixels(from: Point(x: min(a.x, b.x), y: min(a.y, b.y)), to: Point(x: max(a.x, b.x), y: max(a.y, b.y)))
        let horizontal = max(0.5, abs(b.x - a.x) / 2), vertical = max(0.5, abs(b.y - a.y) / 2)
        for y in area.y..<area.bottom {
            for x in area.x..<area.right {
                let u = (Double(x) + 0.5 - (a.x + b.x) / 2) / horizontal, v = (Double(y) + 0.5 - (a.y + b.y) / 2) / vertical
                if u * u + v * v <= 1 { bytes[y * width + x] = value }
            }
        }
        return area
    }

    /// The area inside a closed outline; where the outline crosses itself, by the even-odd rule.
    @discardableResult
    public mutating func drawPolygon(_ corners: [Point], value: UInt8) -> Rectangle {
        guard let first = corners.first, canDraw(corners) else { return Mask.nothing }
        var low = first, high = first
        for corner in corners {
            low = Point(x: min(low.x, corner.x), y: min(low.y, corner.y))
            high = Point(x: max(high.x, corner.x), y: max(high.y, corner.y))
        }
        let area = pixels(from: low, to: high)
        for y in area.y..<area.bottom {
            let middle = Double(y) + 0.5
            var crossings: [Double] = []
            for (index, a) in corners.enumerated() {
                let b = corners[(index + 1) % corners.count]
                if (a.y <= middle) != (b.y <= middle) {
                    crossings.append(a.x + (middle - a.y) / (b.y - a.y) * (b.x - a.x))
                }
            }
            crossings.sort()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let from = max(area.x, Int((crossings[pair] - 0.5).rounded(.up)))
                let to = min(area.right - 1, Int((crossings[pair + 1] - 0.5).rounded(.down)))
                if from <= to { for x in from...to { bytes[y * width + x] = value } }
            }
        }
        return area
    }

    private static let nothing = Rectangle(x: 0, y: 0, width: 0, height: 0)

    /// Whether the coordinates are such as a photo can have, with a margin for what reaches over its border.
    private func canDraw(_ points: [Point]) -> Bool {
        points.allSatisfy { abs($0.x) < 1e6 && abs($0.y) < 1e6 }
    }

    /// The pixels that a box of coordinates touches, clipped.
    private func pixels(from low: Point, to high: Point) -> Rectangle {
        func clip(_ value: Double, _ limit: Int) -> Int { Int(min(Double(limit), max(0, value))) }
        let left = clip(low.x.rounded(.down), width), top = clip(low.y.rounded(.down), height)
        let right = clip(high.x.rounded(.up), width), bottom = clip(high.y.rounded(.up), height)
        return Rectangle(x: left, y: top, width: max(0, right - left), height: max(0, bottom - top))
    }
}
