import GraphCut
import Workers

/// Which offset each hole pixel of a texture copies from, and what that costs (Pritch, Kav-Venaki and Peleg, "Shift-map image
/// editing", ICCV 2009).
///
/// Seams cost the difference of what both offsets give, on both sides, and that of its gradients: a metric over offsets, so
/// that expansions are exact. Colors are in 0...255, summed over channels.
struct ShiftLabeling {
    let texture: Texture
    /// In pixels of this texture; at most 255.
    private(set) var offsets: [Offset]
    /// An index into `offsets` for each pixel of the texture; meaningless outside the hole.
    private(set) var labels: [UInt8]
    /// What the network and the surroundings wish; nil where the seams alone decide.
    var guide: Guide?

    /// How lively the surroundings let expect the hole to be; nil where that costs nothing.
    private(set) var surroundings: Surroundings?

    /// The network's opinion, at this texture's size.
    struct Guide {
        /// The network's fill and the photo, both low-passed; 0...255.
        let fill, source: [SIMD4<Float>]
        /// Cost of a squared difference of 1; what cannot be trusted weighs little.
        let weight: [Float]
    }

    private static let invalid: Int32 = 30_000
    /// Cost of a seam as such, against crumbs.
    private static let seam: Int32 = 12
    /// What a step at the rim costs at most: many a hole's rim runs along an edge of the photo.
    private static let largestStep: Int32 = 120

    init(texture: Texture, offsets: [Offset], guide: Guide?) {
        precondition(!offsets.isEmpty && offsets.count <= 255)
        self.texture = texture
        self.offsets = offsets
        self.guide = guide
        labels = [UInt8](repeating: 0, count: texture.pixels.count)
        for index in holePixels {
            let costs = offsets.indices.map { cost(index, $0) }
            labels[index] = UInt8(costs.indices.min { costs[$0] < costs[$1] }!)
        }
    }

    /// The labels of `coarse` on a texture of twice its size, and what it expects of the surroundings if that is told.
    init(
        texture: Texture, doubling coarse: ShiftLabeling, guide: Guide?, keepsSurroundings: Bool, _ cancellation: Cancellation
    ) {
        self.texture = texture
        self.guide = guide
        if keepsSurroundings, let expected = coarse.surroundings {
            surroundings = Surroundings(texture, cancellation)
            surroundings?.weigh(like: expected, width: texture.width)
        }
        offsets = coarse.offsets.map { $0 * 2 }
        labels = [UInt8](repeating: 0, count: texture.pixels.count)
        for index in holePixels {
            let (y, x) = index.quotientAndRemainder(dividingBy: texture.width)
            labels[index] = coarse.labels[y / 2 * coarse.texture.width + x / 2]
        }
    }

    var holePixels: [Int] { texture.kinds.indices.filter { texture.kinds[$0] == Texture.Kind.hole } }

    /// Whether all but a few of the hole's pixels have a known place to copy from.
    var hasSources: Bool {
        let pixels = holePixels
        return 100 * pixels.count { source($0, Int(labels[$0])) == nil } <= pixels.count
    }

    /// Keeps only offsets that some pixel uses.
    mutating func dropUnused() {
        var used = [Bool](repeating: false, count: offsets.count)
        let pixels = holePixels
        for index in pixels { used[Int(labels[index])] = true }
        var numbers = [UInt8](repeating: 0, count: offsets.count), count: UInt8 = 0
        for label in offsets.indices where used[label] {
            numbers[label] = count
            count += 1
        }
        for index in pixels { labels[index] = numbers[Int(labels[index])] }
        offsets = offsets.indices.filter { used[$0] }.map { offsets[$0] }
    }

    /// The pixel from which `index` copies by `label`; nil where that is not known.
    @inline(__always) private func source(_ index: Int, _ label: Int) -> Int? {
        let x = index % texture.width &+ offsets[label].x, y = index / texture.width &+ offsets[label].y
        guard x >= 0, y >= 0, x < texture.width, y < texture.height else { return nil }
        let source = y &* texture.width &+ x
        return texture.kinds[source] == Texture.Kind.known ? source : nil
    }

    @inline(__always) private func color(_ index: Int, _ label: Int) -> SIMD4<Int16> {
        guard let source = source(index, label) else { return .zero }
        return SIMD4<Int16>(truncatingIfNeeded: texture.pixels[source])
    }

    @inline(__always) private static func norm(_ difference: SIMD4<Int16>) -> Int32 {
        let positive = pointwiseMax(difference, 0 &- difference)
        return Int32(positive.wrappedSum())
    }

    /// What it costs that `index` copies by `label`, whatever its neighbors in the hole do.
    private func cost(_ index: Int, _ label: Int) -> Int32 {
        guard let from = source(index, label) else { return Self.invalid }
        var cost: Int32 = 0
        if let guide {
            let difference = guide.fill[index] - guide.source[from]
            cost += Int32(min(2_000, guide.weight[index] * (difference * difference).sum()))
        }
        if let surroundings { cost += surroundings.cost(index, from) }
        forEachNeighbor(of: index) { neighbor in
            if texture.kinds[neighbor] == Texture.Kind.known { cost += 2 * step(neighbor, label) }
        }
        return texture.isAtRim(index) ? cost + bandCost(index, label) : cost
    }

    /// By how much known pixel `index` differs from what it would copy by `label`.
    private func step(_ index: Int, _ label: Int) -> Int32 {
        guard let there = source(index, label) else { return Self.largestStep }
        let difference = SIMD4<Int16>(truncatingIfNeeded: texture.pixels[index])
            &- SIMD4<Int16>(truncatingIfNeeded: texture.pixels[there])
        return min(Self.largestStep, Self.norm(difference))
    }

    /// Four times the mean difference over the known pixels near rim pixel `index`: a piece that goes on where the photo stops
    /// fits more than the very rim.
    private func bandCost(_ index: Int, _ label: Int) -> Int32 {
        let (y, x) = index.quotientAndRemainder(dividingBy: texture.width)
        var sum: Int32 = 0, count: Int32 = 0
        for row in max(0, y - 2)...min(texture.height - 1, y + 2) {
            for other in row * texture.width + max(0, x - 2)...row * texture.width + min(texture.width - 1, x + 2)
            where texture.kinds[other] == Texture.Kind.known {
                sum += step(other, label)
                count += 1
            }
        }
        return 4 * sum / max(1, count)
    }

    /// What it costs that neighbors `p` and `q` copy by these labels.
    @inline(__always) private func seamCost(_ p: Int, _ q: Int, _ a: Int, _ b: Int) -> Int32 {
        if a == b { return 0 }
        let atP = color(p, a) &- color(p, b), atQ = color(q, a) &- color(q, b)
        return Self.seam + Self.norm(atP) + Self.norm(atQ) + Self.norm(atP &- atQ)
    }

    /// What `index` copies; black where nothing is known.
    func copied(_ index: Int) -> SIMD4<UInt8> {
        source(index, Int(labels[index])).map { texture.pixels[$0] } ?? .zero
    }

    @inline(__always) private func forEachNeighbor(of index: Int, _ body: (Int) -> Void) {
        let x = index % texture.width
        if x > 0 { body(index - 1) }
        if x + 1 < texture.width { body(index + 1) }
        if index >= texture.width { body(index - texture.width) }
        if index + texture.width < texture.pixels.count { body(index + texture.width) }
    }
}

extension ShiftLabeling {
    /// Every label tried on every pixel, twice; and twice more if places are dull then and `enlivens` says so.
    func swept(
        _ cancellation: Cancellation, enlivens: Bool, progress: (Double) -> Void
    ) throws(Cancelled) -> ShiftLabeling {
        var labeling = self
        try labeling.sweepTwice(cancellation) { progress($0 / 2) }
        if enlivens {
            var expected = Surroundings(texture, cancellation)
            if expected.weigh(texture, holePixels, source: { labeling.source($0, Int(labeling.labels[$0])) }) {
                labeling.surroundings = expected
                try labeling.sweepTwice(cancellation) { progress(0.5 + $0 / 2) }
            }
        }
        labeling.dropUnused()
        return labeling
    }

    private mutating func sweepTwice(_ cancellation: Cancellation, progress: (Double) -> Void) throws(Cancelled) {
        for sweep in 0..<2 {
            let isChanged = try self.sweep(cancellation) { progress((Double(sweep) + $0) / 2) }
            if !isChanged { break }
        }
    }

    /// Expands each label once over the whole hole; returns whether anything changed.
    mutating func sweep(
        _ cancellation: Cancellation, progress: (Double) -> Void
    ) throws(Cancelled) -> Bool {
        let pixels = holePixels
        var nodes = [Int32](repeating: -1, count: texture.pixels.count), isChanged = false
        for label in offsets.indices {
            progress(Double(label) / Double(offsets.count))
            if try expand(label, over: pixels, &nodes, cancellation) { isChanged = true }
        }
        return isChanged
    }

    /// Expands each label over the pixels near which it is found, along the seams only.
    mutating func refineSeams(_ cancellation: Cancellation, progress: (Double) -> Void) throws(Cancelled) {
        let reach = 2
        var places = [[Int]](repeating: [], count: offsets.count)
        for index in holePixels {
            let (y, x) = index.quotientAndRemainder(dividingBy: texture.width)
            var near: [UInt8] = [labels[index]]
            for row in max(0, y - reach)...min(texture.height - 1, y + reach) {
                for column in max(0, x - reach)...min(texture.width - 1, x + reach) {
                    let other = row * texture.width + column
                    if texture.kinds[other] == Texture.Kind.hole && !near.contains(labels[other]) { near.append(labels[other]) }
                }
            }
            if near.count > 1 { for label in near { places[Int(label)].append(index) } }
        }
        var nodes = [Int32](repeating: -1, count: texture.pixels.count)
        for label in offsets.indices {
            progress(Double(label) / Double(offsets.count))
            _ = try expand(label, over: places[label], &nodes, cancellation)
        }
    }

    /// Moves each label's offset by up to a pixel where its rim and seams fit better: what a smaller texture could not see.
    mutating func refineOffsets(_ cancellation: Cancellation) throws(Cancelled) {
        let pixels = holePixels
        var borders = [[(Int, Int)]](repeating: [], count: offsets.count)
        for index in pixels {
            forEachNeighbor(of: index) { neighbor in
                let isKnown = texture.kinds[neighbor] == Texture.Kind.known
                if isKnown || (texture.kinds[neighbor] == Texture.Kind.hole && labels[neighbor] != labels[index]) {
                    borders[Int(labels[index])].append((index, neighbor))
                }
            }
        }
        for label in offsets.indices where !borders[label].isEmpty {
            try cancellation.check()
            let start = offsets[label]
            var best = (cost: Int64.max, offset: start)
            // The middle first: of equal ones it stays.
            for (dx, dy) in [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1)] {
                offsets[label] = Offset(x: start.x + dx, y: start.y + dy)
                let sum = borderCost(borders[label], label)
                if sum < best.cost { best = (sum, offsets[label]) }
            }
            offsets[label] = best.offset
        }
    }

    private func borderCost(_ border: [(Int, Int)], _ label: Int) -> Int64 {
        var sum: Int64 = 0
        for (index, neighbor) in border {
            guard source(index, label) != nil else { return .max }
            if texture.kinds[neighbor] == Texture.Kind.known {
                guard source(neighbor, label) != nil else { continue }
                let known = SIMD4<Int16>(truncatingIfNeeded: texture.pixels[neighbor])
                sum += 2 * Int64(Self.norm(color(neighbor, label) &- known))
            } else {
                sum += Int64(seamCost(index, neighbor, label, Int(labels[neighbor])))
            }
        }
        return sum
    }

    /// Lets every pixel of `pixels` take `label` where all together gain by it.
    private mutating func expand(
        _ label: Int, over pixels: [Int], _ nodes: inout [Int32], _ cancellation: Cancellation
    ) throws(Cancelled) -> Bool {
        let free = pixels.filter { Int(labels[$0]) != label && source($0, label) != nil }
        guard !free.isEmpty else { return false }
        for (node, index) in free.enumerated() { nodes[index] = Int32(node) }
        defer { for index in free { nodes[index] = -1 } }
        var network = FlowNetwork(nodes: free.count, edges: 2 * free.count)
        for (node, index) in free.enumerated() {
            let own = Int(labels[index])
            var keep = cost(index, own), take = cost(index, label)
            forEachNeighbor(of: index) { neighbor in
                guard texture.kinds[neighbor] == Texture.Kind.hole else { return }
                let other = Int(labels[neighbor]), otherNode = Int(nodes[neighbor])
                if otherNode < 0 {
                    keep += seamCost(index, neighbor, own, other)
                    take += seamCost(index, neighbor, label, other)
                } else if otherNode > node {
                    let neither = seamCost(index, neighbor, own, other)
                    let second = seamCost(index, neighbor, own, label), first = seamCost(index, neighbor, label, other)
                    // neither + (first - neither) x - first y + (second + first - neither) (1 - x) y
                    take += first - neither
                    network.addTerminal(otherNode, source: 0, sink: first)
                    network.addEdge(node, otherNode, forward: max(0, second + first - neither), backward: 0)
                }
            }
            let least = min(keep, take)
            network.addTerminal(node, source: take - least, sink: keep - least)
        }
        guard let cut = network.minimumCut(shouldStop: { cancellation.isCancelled }) else { throw Cancelled() }
        var isChanged = false
        for (node, index) in free.enumerated() where !cut.isSource[node] {
            // Who could go either way keeps its label.
            labels[index] = UInt8(label)
            isChanged = true
        }
        return isChanged
    }
}
