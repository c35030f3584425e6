/// The middle of strokes, one pixel wide (Zhang and Suen, "A fast parallel algorithm for thinning digital patterns", 1984).
struct Skeleton {
    private let width, height: Int
    private var isLine: [Bool]

    init(_ covered: [Bool], width: Int) {
        self.width = width
        height = covered.count / width
        isLine = covered
        var isThin = false
        while !isThin {
            isThin = true
            for isSecond in [false, true] {
                let gone = isLine.indices.filter { isLine[$0] && isRedundant($0, isSecond) }
                for index in gone { isLine[index] = false }
                if !gone.isEmpty { isThin = false }
            }
        }
    }

    /// Clockwise from above.
    private static let around = [(0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)]

    private func isLine(_ x: Int, _ y: Int) -> Bool { x >= 0 && y >= 0 && x < width && y < height && isLine[y * width + x] }

    private func isRedundant(_ index: Int, _ isSecond: Bool) -> Bool {
        let (y, x) = index.quotientAndRemainder(dividingBy: width)
        let near = Self.around.map { isLine(x + $0.0, y + $0.1) }, count = near.count { $0 }
        guard (2...6).contains(count), near.indices.count(where: { !near[$0] && near[($0 + 1) % 8] }) == 1 else { return false }
        let (north, east, south, west) = (near[0], near[2], near[4], near[6])
        return isSecond ? !(north && east && west) && !(north && south && west) : !(north && east && south) && !(east && south && west)
    }

    /// The lines as indices of pixels, each from one end on: first from those with one neighbor, then from what is left.
    var chains: [[Int]] {
        var rest = isLine, chains: [[Int]] = []
        func next(_ index: Int, after way: (Int, Int)?, in rest: [Bool]) -> (index: Int, way: (Int, Int))? {
            let (y, x) = index.quotientAndRemainder(dividingBy: width)
            let open = Self.around.filter { isLine(x + $0.0, y + $0.1) && rest[(y + $0.1) * width + x + $0.0] }
            // Straight on where there is a choice, and to the side before aslant.
            let best = open.max { a, b in
                func fit(_ step: (Int, Int)) -> Int { (way.map { 4 * ($0.0 * step.0 + $0.1 * step.1) } ?? 0) - abs(step.0 * step.1) }
                return fit(a) < fit(b)
            }
            return best.map { ((y + $0.1) * width + x + $0.0, $0) }
        }
        func trace(from start: Int) {
            var chain = [start], way: (Int, Int)?
            rest[start] = false
            while let step = next(chain[chain.count - 1], after: way, in: rest) {
                chain.append(step.index)
                way = step.way
                rest[step.index] = false
            }
            chains.append(chain)
        }
        for index in isLine.indices where rest[index] && degree(index) == 1 { trace(from: index) }
        for index in isLine.indices where rest[index] { trace(from: index) }
        return chains
    }

    private func degree(_ index: Int) -> Int {
        let (y, x) = index.quotientAndRemainder(dividingBy: width)
        return Self.around.count { isLine(x + $0.0, y + $0.1) }
    }
}
