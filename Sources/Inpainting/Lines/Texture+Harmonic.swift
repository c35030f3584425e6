import Pixels
import Solvers
import Workers

extension Texture {
    /// Gives the hole's pixels the values of the harmonic functions over them that meet those of the known pixels along the rim.
    ///
    /// - Parameter isParted: whether a pixel has nothing to do with its neighbor to the right, or with the one below.
    func carryOn(
        _ values: inout [SIMD4<Float>], isParted: (_ x: Int, _ y: Int, _ fromRight: Bool) -> Bool = { _, _, _ in false }, _ work: Work
    ) throws(Cancelled) {
        guard let bounds = hole.bounds else { return }
        var right = [Float](repeating: 0, count: bounds.width * bounds.height), down = right, anchor = right
        var given = [SIMD4<Float>](repeating: .zero, count: right.count)
        // What is left of a link that is cut keeps every place held.
        func weight(_ x: Int, _ y: Int, fromRight: Bool) -> Float { isParted(x, y, fromRight) ? 1e-4 : 1 }
        for cell in right.indices {
            let (row, column) = cell.quotientAndRemainder(dividingBy: bounds.width)
            let x = bounds.x + column, y = bounds.y + row, index = y * width + x
            guard hole[index] == .hole else { continue }
            if column + 1 < bounds.width && hole[index + 1] == .hole { right[cell] = weight(x, y, fromRight: true) }
            if row + 1 < bounds.height && hole[index + width] == .hole { down[cell] = weight(x, y, fromRight: false) }
            hole.forEachNeighbor(of: index) { side, neighbor in
                guard hole[neighbor] == .known else { return }
                let weight = weight(side == 0 ? x - 1 : x, side == 2 ? y - 1 : y, fromRight: side < 2)
                anchor[cell] += weight
                given[cell] += weight * values[neighbor]
            }
        }
        let system = try GridSystem(width: bounds.width, height: bounds.height, right: right, down: down, anchor: anchor, work)
        for (cell, value) in try system.solve(work.silent, given: { given[$0] }).enumerated() {
            let index = (bounds.y + cell / bounds.width) * width + bounds.x + cell % bounds.width
            if hole[index] == .hole { values[index] = value }
        }
    }
}
