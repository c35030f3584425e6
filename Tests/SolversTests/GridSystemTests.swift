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
        var right: [Float], down: [Float], anchor: [Float], given: [Float]

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
            given = noise.signed(count)
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
        let values = try system.solve(grid.given, accuracy: 1e-12, work)
        let expected = eliminated(grid.matrix, grid.given.map { Double($0) })
        let largest = expected.reduce(0) { max($0, abs($1)) }
        // A millionth of the residual's norm is left; single precision takes as much again, times what the softest cells amplify.
        for (value, exact) in zip(values, expected) { #expect(abs(Double(value) - exact) < 1e-4 * largest) }
    }

    @Test func aCellWithoutEdgeAndAnchorStaysZero() throws {
        let work = Work(on: .caller)
        let system = try GridSystem(width: 2, height: 1, right: [0, 0], down: [0, 0], anchor: [0, 2], work)
        #expect(try system.solve([0, 3], work) == [0, 1.5])
    }

    @Test func cancellingThrows() throws {
        let grid = Case(width: 30, height: 30, seed: 1), cancellation = Cancellation()
        let work = Work(on: .caller, cancellation: cancellation)
        let system = try GridSystem(
            width: 30, height: 30, right: grid.right, down: grid.down, anchor: grid.anchor, work)
        cancellation.cancel()
        #expect(throws: Cancelled.self) { _ = try system.solve(grid.given, work) }
        #expect(throws: Cancelled.self) {
            _ = try GridSystem(width: 30, height: 30, right: grid.right, down: grid.down, anchor: grid.anchor, work)
        }
    }
}
