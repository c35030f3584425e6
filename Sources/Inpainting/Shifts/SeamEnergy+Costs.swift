extension SeamEnergy {
    /// Of a pixel that has no known place to copy from.
    private static let invalid: Int32 = 30_000
    /// Cost of a seam as such, against crumbs. With 25 or 50 rows of bricks are given up for dull pieces with fewer seams;
    /// the set *new* loses 0.5 to 0.6 dB, low-passed (Measurements.md, "Shifts and lines", as for what follows).
    private static let seam: Int32 = 12
    /// What a step at the rim costs at most: many a hole's rim runs along an edge of the photo. With 75 or 90 rows of bricks slip;
    /// *new* loses 0.2 to 0.3 dB, low-passed.
    private static let largestStep: Int32 = 120

    /// What it costs that `pixel` copies by `label`, whatever its neighbors in the hole do.
    @inline(__always) func cost(_ pixel: Pixel, _ label: Int) -> Int32 {
        guard let from = source(pixel, label) else { return Self.invalid }
        var cost: Int32 = 0
        if let guide { cost += guide.cost(pixel.index, from) }
        if let line = lines?[pixel.index] { cost += lineCost(pixel, label, line) }
        if let kinds { cost += kinds.cost(pixel.index, from) }
        return pixel.isAtRim ? cost + rimCost(pixel, label) : cost
    }

    /// The label that costs pixel `index` least by itself.
    func cheapest(_ index: Int) -> UInt16 {
        let pixel = pixel(index), costs = shifts.indices.map { cost(pixel, $0) }
        return UInt16(costs.indices.min { costs[$0] < costs[$1] }!)
    }

    /// What it costs that neighbors copy by two labels that differ, by the differences of what these give at the one pixel and at the
    /// other. With gradients or colors counted twice, *new* loses 0.3 or 0.7 dB, low-passed.
    @inline(__always) static func seamCost(_ here: SIMD4<Int16>, _ there: SIMD4<Int16>) -> Int32 {
        seam + norm(here) + norm(there) + norm(here &- there)
    }

    /// By how much known pixel `index` differs from what it would copy.
    @inline(__always) func step(_ index: Int, _ source: Int) -> Int32 {
        min(Self.largestStep, Self.norm(color(index) &- color(source)))
    }

    /// What it costs that the pixel's place on a line does not look like it, whatever others copy.
    private func lineCost(_ pixel: Pixel, _ label: Int, _ line: LineContrast.Place) -> Int32 {
        guard let left = source(pixel.x + line.left.x, pixel.y + line.left.y, label),
            let right = source(pixel.x + line.right.x, pixel.y + line.right.y, label)
        else { return LineContrast.strength * Self.largestStep }
        return LineContrast.strength * min(Self.largestStep, Self.norm(color(right) &- color(left) &- line.difference))
    }

    /// Twice by how much its known neighbors differ from what they would copy, and four times the mean of that over the known
    /// pixels near: a piece that goes on where the photo stops fits more than the very rim.
    private func rimCost(_ pixel: Pixel, _ label: Int) -> Int32 {
        var rim: Int32 = 0, sum: Int32 = 0, count: Int32 = 0
        for y in max(0, pixel.y - 2)...min(texture.height - 1, pixel.y + 2) {
            for x in max(0, pixel.x - 2)...min(texture.width - 1, pixel.x + 2) {
                let index = y &* texture.width &+ x
                guard texture.hole[index] == .known else { continue }
                let step = source(x, y, label).map { self.step(index, $0) } ?? Self.largestStep
                sum += step
                count += 1
                if abs(x - pixel.x) + abs(y - pixel.y) == 1 { rim += 2 * step }
            }
        }
        return rim + 4 * sum / max(1, count)
    }

    @inline(__always) private static func norm(_ difference: SIMD4<Int16>) -> Int32 {
        let positive = pointwiseMax(difference, 0 &- difference)
        return Int32(positive.wrappedSum())
    }
}
