import RealModule
import Solvers
import Workers

/// Parts the cells around a place into an object of about a given size and the rest, by minimum cuts.
struct ObjectCut: ~Copyable {
    private static let rounds = 2
    /// Weight of the edges against colors and size.
    private static let edgeWeight = 8.0
    /// What it costs to part cells, however unlike they are; and at the photo's border, which is a fair place to end.
    private static let leastLikeness = 0.02, borderLikeness = 0.3
    /// Rings within so many of the size that is asked for may be of either.
    private static let inward = Int(Double.log(4) / LogPolarPicture.step), outward = Int(Double.log(5) / LogPolarPicture.step)
    /// Rings beyond those, the colors of which are the background's too.
    private static let around = 5
    /// Capacities are whole: so many to a unit of cost. Beyond `certain` nothing is cut.
    private static let unit = 256.0, certain: Int32 = 1 << 24

    private let picture: LogPolarPicture
    private let shares: ColorShares
    private var network: LatticeNetwork
    private var edges: [(cell: Int, side: Int, capacity: Int32)] = []

    init(_ picture: LogPolarPicture, _ shares: ColorShares) {
        self.picture = picture
        self.shares = shares
        network = LatticeNetwork(nodes: picture.colors.count, sides: 8)
        var pairs: [(cell: Int, side: Int, distance: Double, contrast: Double?)] = []
        picture.forEachPair { a, b, side, distance in
            network.join(a, b, side: side)
            let d = picture.colors[a] - picture.colors[b]
            pairs.append((a, side, distance, picture.isInside[a] && picture.isInside[b] ? (d * d).sum() : nil))
        }
        let contrasts = pairs.compactMap(\.contrast), mean = contrasts.reduce(0, +) / Double(max(1, contrasts.count))
        edges = pairs.map { pair in
            let likeness =
                pair.contrast.map { Double.exp(-$0 / max(1e-9, 2 * mean)) + ObjectCut.leastLikeness } ?? ObjectCut.borderLikeness
            return (pair.cell, pair.side, Int32(ObjectCut.unit * ObjectCut.edgeWeight * likeness / pair.distance))
        }
    }

    /// The object about as large as ring `size`: what is connected with the place, without holes. `[rings][angles]`.
    mutating func object(size: Int, _ work: Work) throws(Cancelled) -> [Bool] {
        let angles = LogPolarPicture.angles, count = picture.colors.count, inside = picture.isInside
        var isObject = (0..<count).map { $0 / angles < size }
        for _ in 0..<ObjectCut.rounds {
            let object = shares.histogram { isObject[$0] && inside[$0] }
            let rest = shares.histogram { !isObject[$0] && inside[$0] && $0 / angles < size + ObjectCut.outward + ObjectCut.around }
            var evidence = [Double](repeating: 0, count: count)
            if let object, let rest { evidence = shares.evidence(for: object, over: rest) }
            let found = try cut(evidence, size, work)
            if found == isObject { break }
            isObject = found
        }
        return filled(connected(isObject))
    }

    private mutating func cut(_ evidence: [Double], _ size: Int, _ work: Work) throws(Cancelled) -> [Bool] {
        let angles = LogPolarPicture.angles
        network.begin((0..<Int32(evidence.count)).map(\.self))
        for cell in evidence.indices {
            let ring = cell / angles
            if ring < size - ObjectCut.inward {
                network.addTerminal(cell, source: ObjectCut.certain, sink: 0)
            } else if ring > size + ObjectCut.outward || !picture.isInside[cell] {
                network.addTerminal(cell, source: 0, sink: ObjectCut.certain)
            } else {
                let capacity = Int32(ObjectCut.unit * (evidence[cell] + LogPolarPicture.step * Double(size - ring)))
                network.addTerminal(cell, source: max(0, capacity), sink: max(0, -capacity))
            }
        }
        for edge in edges { network.setEdge(edge.cell, side: edge.side, forward: edge.capacity, backward: edge.capacity) }
        try network.cut(work)
        return evidence.indices.map { network.isSource($0) }
    }

    /// What of `cells` is connected with the first ring.
    private func connected(_ cells: [Bool]) -> [Bool] { reached(from: 0, through: cells) }

    /// `cells` and what they enclose.
    private func filled(_ cells: [Bool]) -> [Bool] { reached(from: picture.rings - 1, through: cells.map { !$0 }).map { !$0 } }

    private func reached(from ring: Int, through isOpen: [Bool]) -> [Bool] {
        let angles = LogPolarPicture.angles
        var result = [Bool](repeating: false, count: isOpen.count), open: [Int] = []
        func visit(_ cell: Int) {
            guard isOpen[cell], !result[cell] else { return }
            result[cell] = true
            open.append(cell)
        }
        for angle in 0..<angles { visit(ring * angles + angle) }
        while let cell = open.popLast() {
            let angle = cell % angles
            visit(cell - angle + (angle + 1) % angles)
            visit(cell - angle + (angle + angles - 1) % angles)
            if cell >= angles { visit(cell - angles) }
            if cell + angles < isOpen.count { visit(cell + angles) }
        }
        return result
    }
}
