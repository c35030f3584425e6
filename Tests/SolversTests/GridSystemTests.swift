import Solvers
import Support
import Testing
import Workers

/// The plain way: elimination with pivots over the dense matrix, in double precision.
private func eliminated(_ matrix: [[Double]], _ given: [Double]) -> [Double] {
    var rows = zip(matrix, given).map { $0 + [$1] }
    let count = given.count
    for column in 0..<count {
        rows.swapAt(column, (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }!)
        for row in column + 1..<count where rows[row][column] != 0 {
            let factor = rows[row][column] / rows[column][column]
            for index in column...count { rows[row][index] -= factor * rows[column][index] }
        }
    }
    var values = [Double](repeating: 0, count: count)
    for row in (0..<count).reversed() {
        let known = (row + 1..<count).reduce(0) { $0 + rows[row][$1] * values[$1] }
        values[row] = (rows[row][count] - known) / rows[row][row]
    }
    return values
}

@Suite struct GridSystemTests {
    /// Weights of a grid, some links cut, and what is given.
    private struct Case {
        let width, height: Int
        var right: [Float], down: [Float], anchor: [Float], given: [SIMD4<Float>]

        init(width: Int, height: Int, seed: UInt32) {
            var noise = Noise(seed: seed)
            let count = width * height
            self.width = width
            self.height = height
            func weights(_ noise: inout Noise, where isLink: (Int) -> Bool) -> [Float] {
                (0..<count).map { cell in
                    let weight = Float(noise.unit())
                    return isLink(cell) && weight > 0.15 ? weight : 0
                }
            }
            right = weights(&noise) { $0 % width + 1 < width }
            down = weights(&noise) { $0 / width + 1 < height }
            // Every cell is held, few of them firmly.
            anchor = (0..<count).map { _ in noise.unit() < 0.1 ? 1 : 0.01 }
            given = (0..<count).map { _ in SIMD4(noise.signed(4)) }
        }

        /// The equations written out.
        var matrix: [[Double]] {
            var matrix = [[Double]](repeating: [Double](repeating: 0, count: given.count), count: given.count)
            func link(_ a: Int, _ b: Int, _ weight: Float) {
                matrix[a][a] += Double(weight)
                matrix[b][b] += Double(weight)
                matrix[a][b] -= Double(weight)
                matrix[b][a] -= Double(weight)
            }
            for cell in given.indices {
                matrix[cell][cell] += Double(anchor[cell])
                if right[cell] > 0 { link(cell, cell + 1, right[cell]) }
                if down[cell] > 0 { link(cell, cell + width, down[cell]) }
            }
            return matrix
        }
    }

    /// Grids of one level and of several, and a single row and column.
    @Test(arguments: [(1, 1), (7, 5), (8, 8), (13, 11), (20, 17), (40, 1), (1, 70)], [1, 2, 3] as [UInt32])
    func agreesWithElimination(size: (Int, Int), seed: UInt32) throws {
        let grid = Case(width: size.0, height: size.1, seed: seed), work = Work(on: .caller)
        let system = try GridSystem(
            width: grid.width, height: grid.height, right: grid.right, down: grid.down, anchor: grid.anchor, work)
        let values = try system.solve(accuracy: 1e-12, work) { grid.given[$0] }
        for unknown in 0..<4 {
            let expected = eliminated(grid.matrix, grid.given.map { Double($0[unknown]) })
            let largest = expected.reduce(0) { max($0, abs($1)) }
            // A millionth of the residual's norm is left; single precision takes as much again, times what the softest cells amplify.
            for (value, exact) in zip(values, expected) { #expect(abs(Double(value[unknown]) - exact) < 1e-4 * largest) }
        }
    }

    /// Rows that begin and end elsewhere, empty ones, and cells by themselves: what is kept of a row has neighbors outside of it.
    @Test(arguments: [1, 2, 3] as [UInt32]) func holesOfAnyShapeAgreeWithElimination(seed: UInt32) throws {
        var grid = Case(width: 23, height: 19, seed: seed), noise = Noise(seed: seed + 100)
        let firsts = (0..<grid.height).map { _ in Int(noise.unit() * 20) }, work = Work(on: .caller)
        func isHole(_ cell: Int) -> Bool {
            let (y, x) = cell.quotientAndRemainder(dividingBy: grid.width)
            return y < grid.height && y % 7 != 3 && x >= firsts[y] && (x - firsts[y]) % 9 < 6
        }
        for cell in grid.given.indices {
            if !isHole(cell) { (grid.anchor[cell], grid.given[cell]) = (0, .zero) }
            if !isHole(cell) || !isHole(cell + 1) { grid.right[cell] = 0 }
            if !isHole(cell) || !isHole(cell + grid.width) { grid.down[cell] = 0 }
        }
        let values = try GridSystem(
            width: grid.width, height: grid.height, right: grid.right, down: grid.down, anchor: grid.anchor, work
        ).solve(accuracy: 1e-12, work) { grid.given[$0] }
        var matrix = grid.matrix
        for cell in grid.given.indices where !isHole(cell) { matrix[cell][cell] = 1 }
        let expected = eliminated(matrix, grid.given.map { Double($0[1]) }), largest = expected.reduce(0) { max($0, abs($1)) }
        for (value, exact) in zip(values, expected) { #expect(abs(Double(value[1]) - exact) < 1e-4 * largest) }
    }

    @Test func threadsShareTheRowsAndNothingElse() throws {
        let grid = Case(width: 300, height: 200, seed: 4)
        func values(_ threads: Int) throws -> [SIMD4<Float>] {
            let work = Work(on: WorkerPool(threads: threads))
            return try GridSystem(
                width: grid.width, height: grid.height, right: grid.right, down: grid.down, anchor: grid.anchor, work
            ).solve(work) { grid.given[$0] }
        }
        let alone = try values(1)
        #expect(try values(2) == alone)
        #expect(try values(3) == alone)
    }

    @Test func aCellWithoutEdgeAndAnchorStaysZero() throws {
        let work = Work(on: .caller)
        let system = try GridSystem(width: 2, height: 1, right: [0, 0], down: [0, 0], anchor: [0, 2], work)
        #expect(try system.solve(work) { [.zero, SIMD4(3, 1, 0, -2)][$0] } == [.zero, SIMD4(1.5, 0.5, 0, -1)])
    }

    @Test func cancellingThrows() throws {
        let grid = Case(width: 30, height: 30, seed: 1), cancellation = Cancellation()
        let work = Work(on: .caller, cancellation: cancellation)
        let system = try GridSystem(
            width: 30, height: 30, right: grid.right, down: grid.down, anchor: grid.anchor, work)
        cancellation.cancel()
        #expect(throws: Cancelled.self) { _ = try system.solve(work) { grid.given[$0] } }
        #expect(throws: Cancelled.self) {
            _ = try GridSystem(width: 30, height: 30, right: grid.right, down: grid.down, anchor: grid.anchor, work)
        }
    }
}
