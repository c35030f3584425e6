import Pixels
import RealModule
import Solvers
import Workers

/// Parts the pixels of a small picture into object and background.
struct Snap {
    /// Pixels along the longer side of the crop that is cut under a scribble: more take longer than a hand waits.
    static let side = 200.0
    private static let rounds = 4
    /// Weight of edges against colors (50 in the paper).
    private static let edgeWeight = 50.0
    /// Weight of the squared distance from the marks against colors: an object is not much larger than the scribble
    /// over its middle, whatever its colors run into.
    private static let distanceWeight = 10.0
    /// From where on all is background, in extents of the marks.
    private static let farthest = 1.25
    /// Capacities are whole: so many to a unit of cost. Beyond `certain` nothing is cut.
    private static let unit = 64.0, certain: Int32 = 1 << 24

    private enum Seed { case object, background, none }

    private let width, height: Int
    private let colors: [ColorMixture.Color]
    private let seeds: [Seed]
    /// What it costs more to hold that a pixel is of the object, the farther it is from the marks.
    private let remoteness: [Double]
    private var isObject: [Bool]

    /// `picture`: 8-bit RGB; `distances` of its pixels from the marks, in extents of these: 0 is of the object for sure, far is of
    /// the background.
    init(_ picture: Raster, distances: [Double]) {
        width = picture.width
        height = picture.height
        colors = distances.indices.map { index in
            ColorMixture.Color(
                Double(picture.bytes[3 * index]), Double(picture.bytes[3 * index + 1]), Double(picture.bytes[3 * index + 2]))
        }
        seeds = distances.map { $0 == 0 ? .object : $0 > Snap.farthest ? .background : .none }
        remoteness = distances.map { Snap.distanceWeight * $0 * $0 }
        isObject = distances.map { $0 == 0 }
    }

    /// nil where object or background have no seed.
    mutating func run(_ work: Work) throws(Cancelled) -> [Bool]? {
        guard seeds.contains(.object), seeds.contains(.background) else { return nil }
        func colors(of seed: Seed) -> [ColorMixture.Color] { seeds.indices.filter { seeds[$0] == seed }.map { self.colors[$0] } }
        var object = ColorMixture(colors(of: .object)), background = ColorMixture(colors(of: .background))
        let edges = edges()
        for round in 0..<Snap.rounds {
            if round > 0 {
                object.refine(isObject.indices.filter { isObject[$0] }.map { self.colors[$0] })
                background.refine(isObject.indices.filter { !isObject[$0] }.map { self.colors[$0] })
            }
            let found = try cut(object, background, edges, work)
            if found == isObject { break }
            isObject = found
        }
        isObject = reached(from: seeds.indices.filter { seeds[$0] == .object }, through: { isObject[$0] })
        let border = seeds.indices.filter { index in
            let x = index % width, y = index / width
            return !isObject[index] && (x == 0 || x == width - 1 || y == 0 || y == height - 1)
        }
        return reached(from: border, through: { !isObject[$0] }).map { !$0 }
    }

    /// From pixel `a` to its neighbor `b` on one of the sides of a `LatticeNetwork`.
    private typealias Edge = (a: Int, b: Int, side: Int, capacity: Int32)

    /// Joins neighbors, the more strongly the more alike they are (equation 11 of Boykov and Jolly, ICCV 2001).
    private func edges() -> [Edge] {
        var pairs: [(a: Int, b: Int, side: Int, length: Double, contrast: Double)] = []
        pairs.reserveCapacity(4 * width * height)
        for y in 0..<height {
            for x in 0..<width {
                for (number, (dx, dy)) in [(1, 0), (0, 1), (1, 1), (-1, 1)].enumerated()
                where (0..<width).contains(x + dx) && y + dy < height {
                    let a = y * width + x, b = a + dy * width + dx
                    let d = colors[a] - colors[b]
                    pairs.append((a, b, 2 * number + 1, dx * dy == 0 ? 1 : 2.0.squareRoot(), (d * d).sum()))
                }
            }
        }
        let mean = pairs.reduce(0) { $0 + $1.contrast } / Double(max(1, pairs.count))
        return pairs.map { pair in
            let likeness = Double.exp(-pair.contrast / max(1e-9, 2 * mean))
            return (pair.a, pair.b, pair.side, Int32(Snap.unit * Snap.edgeWeight * likeness / pair.length))
        }
    }

    private func cut(
        _ object: ColorMixture, _ background: ColorMixture, _ edges: [Edge], _ work: Work
    ) throws(Cancelled) -> [Bool] {
        var network = LatticeNetwork(nodes: colors.count, sides: 8)
        network.begin((0..<Int32(colors.count)).map(\.self))
        for (index, seed) in seeds.enumerated() {
            switch seed {
            case .object: network.addTerminal(index, source: Snap.certain, sink: 0)
            case .background: network.addTerminal(index, source: 0, sink: Snap.certain)
            case .none:
                let difference = Snap.unit * (background.cost(colors[index]) - object.cost(colors[index]) - remoteness[index])
                let capacity = Int32(max(-Double(Snap.certain), min(Double(Snap.certain), difference)))
                network.addTerminal(index, source: max(0, capacity), sink: max(0, -capacity))
            }
        }
        for edge in edges {
            network.join(edge.a, edge.b, side: edge.side)
            network.setEdge(edge.a, side: edge.side, forward: edge.capacity, backward: edge.capacity)
        }
        try network.cut(work)
        return colors.indices.map { network.isSource($0) }
    }

    /// What can be reached from `starts` by steps to the side, up and down.
    private func reached(from starts: [Int], through isOpen: (Int) -> Bool) -> [Bool] {
        var result = [Bool](repeating: false, count: colors.count), open: [Int] = []
        func visit(_ index: Int) {
            guard isOpen(index), !result[index] else { return }
            result[index] = true
            open.append(index)
        }
        starts.forEach(visit)
        while let index = open.popLast() {
            let x = index % width
            if x > 0 { visit(index - 1) }
            if x < width - 1 { visit(index + 1) }
            if index >= width { visit(index - width) }
            if index < colors.count - width { visit(index + width) }
        }
        return result
    }
}
