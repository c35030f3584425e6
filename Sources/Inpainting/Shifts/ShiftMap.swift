import Masks
import Pixels

/// Copies every hole pixel from elsewhere in the photo.
struct ShiftMap: FillSource {
    private let known: KnownPixels
    private let mask: Mask
    private let shifts: [Shift]
    private let planes: [Plane]
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
        shifts = labeling.energy.shifts.map { Shift($0.offset * factor, plane: $0.plane) }
        planes = labeling.energy.planes.map { $0.enlarged(factor, origin: SIMD2(Float(part.x), Float(part.y))) }
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
        shifts = [Shift(offset)]
        planes = []
        columns = region.width
        labels = [UInt16](repeating: 0, count: region.width * region.height)
        barriers = nil
        mirror = nil
    }

    /// `factor` is a power of two, and divisions take long.
    private func cell(_ x: Int, _ y: Int) -> Int {
        let bits = factor.trailingZeroBitCount
        return ((y - part.y) >> bits) * columns + ((x - part.x) >> bits)
    }

    private func shift(_ x: Int, _ y: Int) -> Shift { shifts[Int(labels[cell(x, y)])] }

    private func copied(_ x: Int, _ y: Int, by shift: Shift) -> SIMD4<Float>? {
        if let plane = shift.plane {
            return planes[plane].source(of: SIMD2(Float(x), Float(y)), shift.offset).flatMap { source in
                known[Point(x: Double(source.x) + 0.5, y: Double(source.y) + 0.5)]
            }
        }
        let x = x + shift.offset.x, y = y + shift.offset.y
        if let mirror, x >= mirror { return known[2 * mirror - 1 - x, y] }
        return known[x, y]
    }

    func value(_ x: Int, _ y: Int) -> SIMD4<Float> {
        // Only a hole that has no known place at any offset copies from itself.
        copied(x, y, by: shift(x, y)) ?? .zero
    }

    func continuation(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> {
        copied(x + dx, y + dy, by: shift(x, y)) ?? value(x, y)
    }

    func seam(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> SIMD4<Float> {
        let here = shift(x, y), there = shift(x + dx, y + dy)
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

    func isOnePiece(_ area: Rectangle) -> Bool {
        guard barriers == nil, area.intersection(part) == area else { return false }
        let first = cell(area.x, area.y), last = cell(area.right - 1, area.bottom - 1), width = last % columns - first % columns
        return stride(from: first, through: last, by: columns).allSatisfy { row in
            (row...row + width).allSatisfy { labels[$0] == labels[first] }
        }
    }

    func disagreement(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, reach: Int) -> Float {
        let isKnown = mask[x + dx, y + dy] == 0
        let here = shift(x, y), there = isKnown ? Shift(Offset(x: 0, y: 0)) : shift(x + dx, y + dy)
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
