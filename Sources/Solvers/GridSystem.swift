import RealModule
import Workers

/// Linear equations over a grid, of up to four unknowns a cell that do not know of each other, such as colors: for each cell, the sum
/// over its edges of weight times (own value - neighbor's) plus anchor times own value is given. Symmetric, and definite where every
/// connected set of cells has an anchor.
///
/// Solved by conjugate gradients with a multigrid cycle over 2 x 2 aggregates as preconditioner, a W, since aggregates see what is
/// smooth badly at each size: time is nearly linear in the cells, whatever the shape of the hole. Of each row only what lies between its
/// first and its last cell with an edge or an anchor is kept, and threads share the rows; the values are the same for any number of them.
public final class GridSystem: Sendable {
    public let width, height: Int
    /// What is kept of the rows, one after the other.
    let rows: [Row]
    /// Rows that one thread does at a time; always the same, so that sums are.
    let bands: [Range<Int>]
    /// Of the edges to the left, to the right, up and down.
    let weights: Cells<SIMD4<Float>>
    let diagonal, inverse: Cells<Float>
    let coarse: GridSystem?

    struct Row {
        /// The columns that are kept, and where the row begins among all kept cells.
        let columns: Range<Int>, start: Int
        /// From a kept cell to the one above it, and to the one below, where there are such.
        var up = 0, down = 0

        var end: Int { start + columns.count }
        /// What is to be added to a column for its cell among the kept ones.
        var origin: Int { start - columns.lowerBound }
    }

    /// - Parameters:
    ///   - right: weight of the edge to the right neighbor, `[height][width]`.
    ///   - down: of that to the one below.
    public convenience init(
        width: Int, height: Int, right: [Float], down: [Float], anchor: [Float], _ work: Work
    ) throws(Cancelled) {
        precondition(right.count == width * height && down.count == right.count && anchor.count == right.count)
        let kept = (0..<height).map { y in
            func isKept(_ x: Int) -> Bool {
                let index = y * width + x
                return anchor[index] > 0 || right[index] > 0 || down[index] > 0 || (x > 0 && right[index - 1] > 0)
                    || (y > 0 && down[index - width] > 0)
            }
            let first = (0..<width).first(where: isKept) ?? 0
            return first..<((first..<width).last(where: isKept).map { $0 + 1 } ?? first)
        }
        try self.init(width, kept, right, down, anchor, work)
    }

    /// - Parameter kept: the columns of each row; what lies outside has neither edge nor anchor.
    private init(
        _ width: Int, _ kept: [Range<Int>], _ right: [Float], _ down: [Float], _ anchor: [Float], _ work: Work
    ) throws(Cancelled) {
        try work.check()
        let rows = Self.rows(kept), count = rows.last?.end ?? 0
        self.width = width
        height = rows.count
        self.rows = rows
        bands = Self.bands(rows)
        weights = Cells(count, margin: 0, .zero)
        diagonal = Cells(count, margin: 0, 0)
        inverse = Cells(count, margin: 0, 0)
        for (y, row) in rows.enumerated() {
            for x in row.columns {
                let cell = row.origin + x, index = y * width + x
                let own = SIMD4(x > 0 ? right[index - 1] : 0, right[index], y > 0 ? down[index - width] : 0, down[index])
                let sum = own.sum() + anchor[index]
                weights[cell] = own
                diagonal[cell] = sum
                inverse[cell] = sum > 0 ? 1 / sum : 0
            }
        }
        coarse = width * height > 64 ? try Self.aggregate(width, kept, right, down, anchor, work) : nil
    }

    private static func rows(_ kept: [Range<Int>]) -> [Row] {
        var rows: [Row] = []
        for columns in kept { rows.append(Row(columns: columns, start: rows.last?.end ?? 0)) }
        for y in rows.indices.dropFirst() {
            rows[y].up = rows[y - 1].origin - rows[y].origin
            rows[y - 1].down = -rows[y].up
        }
        return rows
    }

    private static func bands(_ rows: [Row]) -> [Range<Int>] {
        let length = 16_384
        var bands: [Range<Int>] = [], first = 0
        for (y, row) in rows.enumerated() where row.end - rows[first].start >= length || y == rows.count - 1 {
            bands.append(first..<y + 1)
            first = y + 1
        }
        return bands
    }

    private static func aggregate(
        _ width: Int, _ kept: [Range<Int>], _ right: [Float], _ down: [Float], _ anchor: [Float], _ work: Work
    ) throws(Cancelled) -> GridSystem {
        let columns = (width + 1) / 2, rows = (kept.count + 1) / 2
        let nothing = [Float](repeating: 0, count: columns * rows)
        var (coarseRight, coarseDown, coarseAnchor) = (nothing, nothing, nothing)
        for (y, own) in kept.enumerated() {
            for x in own {
                let fine = y * width + x, cell = (y / 2) * columns + x / 2
                coarseAnchor[cell] += anchor[fine]
                if x % 2 == 1 { coarseRight[cell] += right[fine] }
                if y % 2 == 1 { coarseDown[cell] += down[fine] }
            }
        }
        let coarseKept = (0..<rows).map { y in
            let (a, b) = (kept[2 * y], kept[min(kept.count - 1, 2 * y + 1)])
            if a.isEmpty || b.isEmpty { return (a.isEmpty ? b : a).halved }
            return (min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)).halved
        }
        return try GridSystem(columns, coarseKept, coarseRight, coarseDown, coarseAnchor, work)
    }

    /// The values, `[height][width]`, 0 where a cell has no edge and no anchor. `accuracy` is the part of the residual's energy
    /// that may be left of each unknown: 1e-7 leaves errors of about a thousandth of the largest value.
    ///
    /// - Parameter given: by the cell's index.
    public func solve(
        accuracy: Double = 1e-7, _ work: Work, given: (_ cell: Int) -> SIMD4<Float>
    ) throws(Cancelled) -> [SIMD4<Float>] {
        try work.check()
        let values = Vector(self), scratch = Scratch(self), residual = scratch.right
        var direction = Vector(self)
        for (y, row) in rows.enumerated() {
            for x in row.columns { residual[row.origin + x] = given(y * width + x) }
        }
        try cycle(scratch, work)
        var energy = dot(residual, scratch.correction, work)
        let start = energy
        swap(&direction, &scratch.correction)
        for _ in 0..<40 {
            let isOpen = (energy .> accuracy * start) .& (energy .> 1e-12)
            guard any(isOpen) else { break }
            let step = (energy / self.energy(of: direction, work)).replacing(with: 0, where: .!isOpen)
            advance(values, residual, along: direction, by: SIMD4<Float>(step), work)
            try cycle(scratch, work)
            let next = dot(residual, scratch.correction, work)
            turn(direction, to: scratch.correction, keeping: SIMD4<Float>((next / energy).replacing(with: 0, where: .!isOpen)), work)
            energy = next
            // Each step leaves about the same part of the energy.
            let left = (energy / start).replacing(with: 0, where: .!isOpen).max()
            if left > 0 { work.report(min(1, max(0, Double.log(left) / Double.log(accuracy)))) }
        }
        return [SIMD4<Float>](unsafeUninitializedCapacity: width * height) { result, count in
            result.initialize(repeating: .zero)
            for (y, row) in rows.enumerated() {
                for x in row.columns { result[y * width + x] = values[row.origin + x] }
            }
            count = width * height
        }
    }
}

extension Range<Int> {
    /// Of pairs of columns, those that meet one of these.
    fileprivate var halved: Range<Int> { lowerBound / 2..<(upperBound + 1) / 2 }
}
