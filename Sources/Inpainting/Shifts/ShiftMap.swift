import Masks
import Pixels

/// Copies every hole pixel from elsewhere in the photo.
struct ShiftMap: FillSource {
    private let known: KnownPixels
    private let mask: Mask
    let offsets: [Offset]
    /// Where `labels` lies in the photo, and how many photo pixels each stands for along a side.
    let part: Rectangle
    let factor: Int
    let columns: Int
    let labels: [UInt16]
    private let barriers: Barriers?
    /// The column from which on the photo goes on mirrored; nil where there is no mirror.
    private let mirror: Int?
    var grain: Int { factor }

    init(photo: Raster, mask: Mask, labeling: ShiftLabeling, part: Rectangle, factor: Int, isMirrored: Bool) {
        known = KnownPixels(photo, but: mask)
        self.mask = mask
        self.part = part
        self.factor = factor
        offsets = labeling.energy.offsets.map { $0 * factor }
        columns = labeling.texture.width
        labels = labeling.labels
        barriers = labeling.energy.barriers
        mirror = isMirrored ? part.x + columns / 2 * factor : nil
    }

    /// All of `region` from one offset.
    init(photo: Raster, mask: Mask, region: Rectangle, offset: Offset) {
        known = KnownPixels(photo, but: mask)
        self.mask = mask
        part = region
        factor = 1
        offsets = [offset]
        columns = region.width
        labels = [UInt16](repeating: 0, count: region.width * region.height)
        barriers = nil
        mirror = nil
    }

    private func cell(_ x: Int, _ y: Int) -> Int { (y - part.y) / factor * columns + (x - part.x) / factor }

    private func offset(_ x: Int, _ y: Int) -> Offset { offsets[Int(labels[cell(x, y)])] }

    private func copied(_ x: Int, _ y: Int, by offset: Offset) -> SIMD4<Float>? {
        let x = x + offset.x, y = y + offset.y
        if let mirror, x >= mirror { return known[2 * mirror - 1 - x, y] }
        return known[x, y]
    }

    func value(_ x: Int, _ y: Int) -> SIMD4<Float> {
        // Only a hole that has no known place at any offset copies from itself.
        copied(x, y, by: offset(x, y)) ?? .zero
    }

    func continuation(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> {
        copied(x + dx, y + dy, by: offset(x, y)) ?? value(x, y)
    }

    func seam(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> {
        let here = offset(x, y), there = offset(x + dx, y + dy)
        if here == there { return .zero }
        // Between two pieces the difference that the one or the other has there is right; their mean where both have one.
        var sum = SIMD4<Float>.zero, count: Float = 0
        for (column, row) in [(x, y), (x + dx, y + dy)] {
            guard let own = copied(column, row, by: here), let other = copied(column, row, by: there) else { continue }
            sum += other - own
            count += 1
        }
        return count > 0 ? sum / count : .zero
    }

    func isParted(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> Bool {
        guard let barriers, x + dx >= part.x, y + dy >= part.y, x + dx < part.right, y + dy < part.bottom else { return false }
        let here = cell(x, y)
        return here != cell(x + dx, y + dy) && barriers.parts(here, side: dx < 0 ? 0 : dx > 0 ? 1 : dy < 0 ? 2 : 3)
    }

    func disagreement(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, reach: Int) -> Float {
        let isKnown = mask[x + dx, y + dy] == 0
        let here = offset(x, y), there = isKnown ? Offset(x: 0, y: 0) : offset(x + dx, y + dy)
        // Around the same pixel from either side.
        let column = max(x, x + dx), row = max(y, y + dy)
        var sum = SIMD4<Float>.zero, squares = SIMD4<Float>.zero, count: Float = 0
        for y in row - reach...row + reach {
            for x in column - reach...column + reach {
                guard let own = copied(x, y, by: here), let other = copied(x, y, by: there) else { continue }
                sum += other - own
                squares += (other - own) * (other - own)
                count += 1
            }
        }
        return count > 0 ? (squares / count - sum / count * (sum / count)).sum() : 0
    }
}
