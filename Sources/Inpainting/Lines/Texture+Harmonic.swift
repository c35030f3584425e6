import Masks
import Pixels
import Solvers
import Workers

extension Texture {
    /// The smallest rectangle around all hole pixels; nil without any.
    var holeBounds: Rectangle? {
        Mask(width: width, height: height, bytes: kinds.map { $0 == Kind.hole ? 255 : 0 }).boundingBox
    }

    /// The harmonic functions over the hole, in `bounds`, that meet each of `values` of the known pixels along the rim, on each
    /// side of `lines` for itself.
    func carriedOn(
        _ bounds: Rectangle, parted lines: ContinuedLines? = nil, _ values: [(Int) -> Float], _ work: Work
    ) throws(Cancelled) -> [[Float]] {
        var right = [Float](repeating: 0, count: bounds.width * bounds.height), down = right, anchor = right
        var given = [[Float]](repeating: right, count: values.count)
        // What is left of a link that a line cuts keeps every place held.
        func weight(_ x: Int, _ y: Int, fromRight: Bool) -> Float { lines?.parts(x, y, fromRight: fromRight) == true ? 1e-4 : 1 }
        for cell in right.indices {
            let (row, column) = cell.quotientAndRemainder(dividingBy: bounds.width)
            let x = bounds.x + column, y = bounds.y + row, index = y * width + x
            guard kinds[index] == Kind.hole else { continue }
            if column + 1 < bounds.width && kinds[index + 1] == Kind.hole { right[cell] = weight(x, y, fromRight: true) }
            if row + 1 < bounds.height && kinds[index + width] == Kind.hole { down[cell] = weight(x, y, fromRight: false) }
            forEachNeighbor(of: index) { side, neighbor in
                guard kinds[neighbor] == Kind.known else { return }
                let weight = weight(side == 0 ? x - 1 : x, side == 2 ? y - 1 : y, fromRight: side < 2)
                anchor[cell] += weight
                for number in values.indices { given[number][cell] += weight * values[number](neighbor) }
            }
        }
        let system = try GridSystem(width: bounds.width, height: bounds.height, right: right, down: down, anchor: anchor, work)
        return try given.map { (values) throws(Cancelled) in try system.solve(values, work.silent) }
    }
}
