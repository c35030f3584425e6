import Masks
import Pixels
import Solvers
import Workers

/// Lays a fill into a hole so that neither its rim nor the seams between its pieces show.
///
/// A correction is added that meets the mismatch along rim and seams and is as smooth as can be elsewhere: the membrane of
/// "Poisson image editing" (Pérez, Gangnet and Blake, 2003). Pixels outside the region are read, never written; those under
/// the mask are not even read.
///
/// Samples are corrected as they are encoded: on the set *new*, in linear light 0.26 dB are lost, low-passed, and seams show on
/// large holes; in cube roots or logarithms of light what is gained is not more than chance (0.03 and 0.1 dB; Measurements.md,
/// "Blending").
package struct Blend<Source: FillSource>: Sendable {
    let source: Source
    let region: Mask.Region
    /// All that is to be filled, not only this region.
    let mask: Mask
    let photo: Raster

    package init(source: Source, region: Mask.Region, mask: Mask, photo: Raster) {
        self.source = source
        self.region = region
        self.mask = mask
        self.photo = photo
    }

    /// The finished pixels of the region.
    package func patch(_ work: Work) throws(Cancelled) -> Fill.Patch {
        let bounds = region.bounds
        var side = source.grain
        while (bounds.width / side + 1) * (bounds.height / side + 1) > DetailPlan.cellLimit { side += source.grain }
        let grid = Grid(bounds: bounds, side: side)
        let limit = try disagreementLimit(work.part(0...0.1))
        let cells = try cells(grid, limit, work.part(0.1...0.2))
        let corrections = try corrections(grid, cells, work.part(0.2...0.8))
        let raster = try render(grid, corrections, work.part(0.8...1))
        return Fill.Patch(x: bounds.x, y: bounds.y, raster: raster, inside: region.mask)
    }

    /// Square cells of pixels over the region's bounds.
    private struct Grid {
        let bounds: Rectangle
        let side: Int
        var columns: Int { (bounds.width + side - 1) / side }
        var rows: Int { (bounds.height + side - 1) / side }
    }

    /// What the pixels of a cell wish: weights of its edges to the right and down, of its pairs across the rim, and the sums of
    /// the differences wished, all weighted; and the same of the rim, unweighted.
    private struct Cell {
        var right: Float = 0, down: Float = 0, anchor: Float = 0, rim: Float = 0
        var given = SIMD4<Float>.zero, mismatch = SIMD4<Float>.zero
    }

    /// Sums the wishes of all pairs of neighbors in and along the hole over the cells.
    private func cells(_ grid: Grid, _ limit: Float, _ work: Work) throws(Cancelled) -> [Cell] {
        var cells = [Cell](repeating: Cell(), count: grid.columns * grid.rows)
        try photo.withSamples { samples throws(Cancelled) in
            try work.write(&cells, by: grid.columns) { row, cells in
                work.part(row, of: grid.rows).report(0)
                let areWhole = (0..<grid.columns).map { isWhole(grid, $0, row) }
                for column in 0..<grid.columns where areWhole[column] {
                    (cells[column].right, cells[column].down) = (Float(grid.side), Float(grid.side))
                }
                for y in row * grid.side..<min(grid.bounds.height, (row + 1) * grid.side) {
                    for column in 0..<grid.columns where !areWhole[column] {
                        let end = (column + 1) * grid.side
                        for x in column * grid.side..<min(grid.bounds.width, end) where region.mask.bytes[y * grid.bounds.width + x] != 0 {
                            add(x, y, isLast: (x + 1 == end, y + 1 == (row + 1) * grid.side), grid, limit, samples, to: &cells[column])
                        }
                    }
                }
            }
        }
        return cells
    }

    /// Whether a cell lies inside of the region and of one piece, with all neighbors of its pixels: these only wish to stay together.
    private func isWhole(_ grid: Grid, _ column: Int, _ row: Int) -> Bool {
        let near = Rectangle(x: column * grid.side, y: row * grid.side, width: grid.side, height: grid.side).inset(by: -1)
        guard near.intersection(region.mask.bounds) == near else { return false }
        let isInside = (near.y..<near.bottom).allSatisfy { y in
            let start = y * grid.bounds.width
            return region.mask.bytes[start + near.x..<start + near.right].allSatisfy { $0 != 0 }
        }
        return isInside && source.isOnePiece(near.moved(by: Offset(x: grid.bounds.x, y: grid.bounds.y)))
    }

    /// The membrane, and what it leaves of the mismatch at the rim: that fades with the distance, so that an object cut off by
    /// the rim ends softly but does not haze the hole.
    private func corrections(_ grid: Grid, _ cells: [Cell], _ work: Work) throws(Cancelled) -> [SIMD4<Float>] {
        let membrane = try GridSystem(
            width: grid.columns, height: grid.rows, right: cells.map(\.right), down: cells.map(\.down), anchor: cells.map(\.anchor), work)
        var corrections = try membrane.solve(accuracy: Self.accuracy, work.part(0...0.9)) { cells[$0].given }
        try addRests(to: &corrections, grid, cells, work)
        return corrections
    }

    /// What the membrane leaves is held by the rim, and 0 is held everywhere: so it is nothing a few cells from the rim, and Gauss and
    /// Seidel's steps, from the rim inwards, solve it.
    private func addRests(to corrections: inout [SIMD4<Float>], _ grid: Grid, _ cells: [Cell], _ work: Work) throws(Cancelled) {
        var near = cells.indices.filter { cells[$0].rim > 0 }
        var numbers = [Int32](repeating: -1, count: cells.count), start = 0
        for (number, cell) in near.enumerated() { numbers[cell] = Int32(number) }
        for _ in 0..<Self.fadingReach {
            let ring = near[start...]
            start = near.count
            for cell in ring {
                forEachLink(cell, grid, cells) { other, _ in
                    guard numbers[other] < 0 else { return }
                    numbers[other] = Int32(near.count)
                    near.append(other)
                }
            }
        }
        var rests = [SIMD4<Float>](repeating: .zero, count: near.count)
        for _ in 0..<Self.fadingSteps {
            try work.check()
            for (number, cell) in near.enumerated() {
                var sum = Self.hold * (cells[cell].mismatch - cells[cell].rim * corrections[cell])
                var held = Self.hold * cells[cell].rim + Self.fading
                forEachLink(cell, grid, cells) { other, weight in
                    held += weight
                    if numbers[other] >= 0 { sum += weight * rests[Int(numbers[other])] }
                }
                rests[number] = sum / held
            }
        }
        for (number, cell) in near.enumerated() { corrections[cell] += rests[number] }
    }

    /// Calls `body` with each neighbor that a cell holds together with, and how firmly.
    @inline(__always) private func forEachLink(_ cell: Int, _ grid: Grid, _ cells: [Cell], _ body: (_ other: Int, _ weight: Float) -> Void) {
        if cells[cell].right > 0 { body(cell + 1, cells[cell].right) }
        if cells[cell].down > 0 { body(cell + grid.columns, cells[cell].down) }
        if cell > 0, cells[cell - 1].right > 0 { body(cell - 1, cells[cell - 1].right) }
        if cell >= grid.columns, cells[cell - grid.columns].down > 0 { body(cell - grid.columns, cells[cell - grid.columns].down) }
    }

    /// How far from constant a mismatch may be, as `FillSource.disagreement`, to be one of light: along most of a rim it is that.
    private func disagreementLimit(_ work: Work) throws(Cancelled) -> Float {
        let bounds = region.bounds
        let rows = try work.map(bounds.height) { y, _ in
            work.part(y, of: bounds.height).report(0)
            var values: [Float] = []
            for x in 0..<bounds.width where region.mask.bytes[y * bounds.width + x] != 0 {
                let column = bounds.x + x, row = bounds.y + y
                Self.forEachNeighbor { dx, dy in
                    guard isKnown(column + dx, row + dy) else { return }
                    values.append(source.disagreement(column, row, dx, dy, reach: Self.reach))
                }
            }
            return values
        }
        let all = rows.joined().sorted()
        return max(Self.leastDisagreement, all.isEmpty ? 0 : Self.usual * all[all.count / 2])
    }

    /// Pixels around a pair of neighbors on which it is seen what their mismatch is; the variance that any light has; how many
    /// times the rim's median may be exceeded; and what a mismatch counts beyond. Two different things differ here by this and
    /// there by that; smoothing that away would smear both over the hole. Each hole has a limit of its own. Seams may vary
    /// `seamUsual` times as much as the rim, or by `seamShare` of their square: they lie where pieces differ least, and what is left of
    /// them is seen.
    private static var reach: Int { 6 }
    private static var leastDisagreement: Float { 0.035 * 0.035 }
    private static var usual: Float { 1.5 * 1.5 }
    private static var seamUsual: Float { 3 }
    private static var seamShare: Float { 0.3 * 0.3 }
    private static var doubt: Float { 0.03 }
    /// How firmly cells hold together between which a drawn line runs.
    private static var parted: Float { 1e-4 }
    /// The mismatch at the rim that counts a quarter: where fill and rim differ by far, something ends.
    private static var rimTolerance: Float { 0.2 }
    /// Of the membrane, as `GridSystem.solve` means it: a third of a level where the largest correction is a hundred.
    private static var accuracy: Double { 1e-6 }
    /// How firmly the rim holds what fades, and how firmly 0 does: a correction falls to two fifths from cell to cell. Where it falls by a
    /// tenth, and the tolerance is twice as large, judges of 60 removals preferred that in one, and this in 27 and 32: they dislike haze more
    /// than hard edges (Measurements.md, "Blending").
    private static var hold: Float { 10 }
    private static var fading: Float { 1 }
    /// How many cells from the rim nothing is left of that, and how many times it is gone through.
    private static var fadingReach: Int { 8 }
    private static var fadingSteps: Int { 16 }

    @inline(__always) private static func forEachNeighbor(_ body: (_ dx: Int, _ dy: Int) -> Void) {
        body(1, 0)
        body(0, 1)
        body(-1, 0)
        body(0, -1)
    }

    private func isKnown(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && y >= 0 && x < photo.width && y < photo.height && mask.bytes[y * mask.width + x] == 0
    }

    /// Adds what hole pixel (x, y) of the region wishes in respect of its four neighbors; `isLast` says whether those to the right and
    /// below are in other cells.
    private func add(
        _ x: Int, _ y: Int, isLast: (column: Bool, row: Bool), _ grid: Grid, _ limit: Float, _ samples: Samples, to cell: inout Cell
    ) {
        let column = grid.bounds.x + x, row = grid.bounds.y + y
        Self.forEachNeighbor { dx, dy in
            func trust(_ limit: Float) -> Float {
                source.disagreement(column, row, dx, dy, reach: Self.reach) > limit ? Self.doubt : 1
            }
            if source.isParted(column, row, dx, dy) {
                // What is left of the link keeps every cell held.
                if dx == 1 && isLast.column { cell.right += Self.parted }
                if dy == 1 && isLast.row { cell.down += Self.parted }
            } else if isKnown(column + dx, row + dy) {
                let mismatch = samples[column + dx, row + dy] - source.continuation(column, row, dx, dy)
                let distance = 1 + (mismatch * mismatch).sum() / (Self.rimTolerance * Self.rimTolerance)
                let weight = trust(limit) / (distance * distance)
                cell.anchor += weight
                cell.given += weight * mismatch
                cell.rim += 1
                cell.mismatch += mismatch
            } else if region.mask[x + dx, y + dy] != 0 {
                let mismatch = source.seam(column, row, dx, dy)
                let weight = mismatch == .zero ? 1 : trust(max(Self.seamUsual * limit, Self.seamShare * (mismatch * mismatch).sum()))
                cell.given += weight * mismatch
                if dx == 1 && isLast.column { cell.right += weight }
                if dy == 1 && isLast.row { cell.down += weight }
            }
        }
    }

    private func render(_ grid: Grid, _ corrections: [SIMD4<Float>], _ work: Work) throws(Cancelled) -> Raster {
        let bounds = region.bounds, channels = photo.channels, type = photo.sampleType
        var raster = Raster(width: bounds.width, height: bounds.height, model: photo.model, sampleType: type)
        try work.write(&raster.bytes, by: bounds.width * raster.bytesPerPixel) { y, bytes in
            work.part(y, of: bounds.height).report(0)
            let cells = y / grid.side * grid.columns
            bytes.withUnsafeMutableBytes { bytes in
                for x in 0..<bounds.width where region.mask.bytes[y * bounds.width + x] != 0 {
                    let value = source.value(bounds.x + x, bounds.y + y) + corrections[cells + x / grid.side]
                    for channel in 0..<channels {
                        type.store(photo.sample(value[channel]), to: bytes, at: x * channels + channel)
                    }
                }
            }
        }
        return raster
    }
}
