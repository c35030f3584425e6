import Pixels

/// How large the brush is on the screen.
extension Editor {
    /// The brush's width in cells, which are as wide as screen pixels.
    public var brushCells: Double { brushDiameter * viewport.scale }

    /// Keeps the brush as wide on the screen as it was in a view of the same screen.
    mutating func scaleBrush(from before: Viewport) {
        guard before.scale != viewport.scale, before.width == viewport.width, before.height == viewport.height else { return }
        setBrush(brushDiameter * before.scale / viewport.scale)
    }

    /// The screen pixels of the brush's outline about a place; none where the cursor says as much, or nothing is painted.
    public func brushOutline(at place: Point) -> [(column: Int, row: Int)] {
        guard tool.hasWidth, comparison == .off, patching == nil else { return [] }
        let across = brushDiameter / 2 * viewport.scale, down = brushDiameter / 2 * viewport.verticalScale
        guard max(across, down) >= 1.5 else { return [] }
        let x = (place.x - viewport.center.x) * viewport.scale + Double(viewport.width) / 2
        let y = (place.y - viewport.center.y) * viewport.verticalScale + Double(viewport.height) / 2
        func isIn(_ column: Int, _ row: Int) -> Bool {
            let u = (Double(column) + 0.5 - x) / across, v = (Double(row) + 0.5 - y) / down
            return u * u + v * v <= 1
        }
        func range(_ middle: Double, _ reach: Double, _ limit: Int) -> Range<Int> {
            let first = min(limit, max(0, Int(max(-1, middle - reach)))), last = min(limit, max(0, Int(min(Double(limit), middle + reach)) + 1))
            return first..<max(first, last)
        }
        return range(y, down, viewport.height).flatMap { row in
            range(x, across, viewport.width).filter { column in
                isIn(column, row) && ![(-1, 0), (1, 0), (0, -1), (0, 1)].allSatisfy { isIn(column + $0.0, row + $0.1) }
            }.map { ($0, row) }
        }
    }
}
