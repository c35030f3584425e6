import Workers

/// Which offset each hole pixel of a texture copies from, and what that costs (Pritch, Kav-Venaki and Peleg, "Shift-map image
/// editing", ICCV 2009).
///
/// Seams cost the difference of what both offsets give, on both sides, and that of its gradients: a metric over offsets, so
/// that expansions are exact. Colors are in 0...255, summed over channels.
struct ShiftLabeling {
    let texture: Texture
    /// The indices of the texture's hole pixels.
    let holePixels: [Int]
    /// In pixels of this texture; at most 255.
    private(set) var offsets: [Offset]
    /// An index into `offsets` for each pixel of the texture; meaningless outside the hole.
    private(set) var labels: [UInt8]
    /// What the network and the surroundings wish; nil where the seams alone decide.
    var guide: Guide?

    /// Lines that go on through the hole; nil where there are none.
    private(set) var lines: LineContrast?

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
    /// Cost of a seam as such, against crumbs. With 25 or 50 rows of bricks are given up for dull pieces with fewer seams; 29
    /// pairs of `madf-bench detail` lose 0.5 to 0.6 dB, low-passed.
    private static let seam: Int32 = 12
    /// What a step at the rim costs at most: many a hole's rim runs along an edge of the photo. With 75 or 90 rows of bricks slip;
    /// 29 pairs lose 0.2 to 0.3 dB, low-passed.
    private static let largestStep: Int32 = 120

    /// A pixel of the texture, and what is to be known of it over and over.
    struct Pixel {
        let index, x, y: Int
        let isAtRim: Bool
    }

    /// The labels that cost least pixel by pixel.
    init(texture: Texture, offsets: [Offset], guide: Guide?, lines: LineContrast? = nil, _ work: Work) throws(Cancelled) {
        precondition(!offsets.isEmpty && offsets.count <= 255)
        self.texture = texture
        self.offsets = offsets
        self.guide = guide
        self.lines = lines
        holePixels = texture.indices(of: Texture.Kind.hole)
        labels = [UInt8](repeating: 0, count: texture.pixels.count)
        for index in holePixels {
            try work.check()
            let pixel = pixel(index), costs = offsets.indices.map { cost(pixel, $0) }
            labels[index] = UInt8(costs.indices.min { costs[$0] < costs[$1] }!)
        }
    }

    /// The labels of `coarse` on a texture of twice its size, and what it expects of the surroundings if that is told.
    init(
        texture: Texture, doubling coarse: ShiftLabeling, guide: Guide?, lines: LineContrast?, keepsSurroundings: Bool,
        _ work: Work
    ) throws(Cancelled) {
        self.texture = texture
        self.guide = guide
        self.lines = lines
        holePixels = texture.indices(of: Texture.Kind.hole)
        if keepsSurroundings, let expected = coarse.surroundings {
            surroundings = try Surroundings(texture, work)
            surroundings?.weigh(like: expected, width: texture.width)
        }
        offsets = coarse.offsets.map { $0 * 2 }
        labels = [UInt8](repeating: 0, count: texture.pixels.count)
        for (number, index) in holePixels.enumerated() {
            if number & 65_535 == 0 { try work.check() }
            let (y, x) = index.quotientAndRemainder(dividingBy: texture.width)
            labels[index] = coarse.labels[y / 2 * coarse.texture.width + x / 2]
        }
    }

    func pixel(_ index: Int) -> Pixel {
        let (y, x) = index.quotientAndRemainder(dividingBy: texture.width)
        return Pixel(index: index, x: x, y: y, isAtRim: texture.isAtRim(index))
    }

    /// Whether all but a few of the hole's pixels have a known place to copy from.
    func hasSources(_ work: Work) throws(Cancelled) -> Bool {
        var missing = 0
        for (number, index) in holePixels.enumerated() {
            if number & 65_535 == 0 { try work.check() }
            if source(index, Int(labels[index])) == nil { missing += 1 }
        }
        return 100 * missing <= holePixels.count
    }

    /// Keeps only offsets that some pixel uses.
    mutating func dropUnused() {
        var used = [Bool](repeating: false, count: offsets.count)
        for index in holePixels { used[Int(labels[index])] = true }
        var numbers = [UInt8](repeating: 0, count: offsets.count), count: UInt8 = 0
        for label in offsets.indices where used[label] {
            numbers[label] = count
            count += 1
        }
        for index in holePixels { labels[index] = numbers[Int(labels[index])] }
        offsets = offsets.indices.filter { used[$0] }.map { offsets[$0] }
    }

    /// The pixel from which the one at (x, y) copies by `label`; nil where that is not known.
    @inline(__always) private func source(_ x: Int, _ y: Int, _ label: Int) -> Int? {
        let x = x &+ offsets[label].x, y = y &+ offsets[label].y
        guard x >= 0, y >= 0, x < texture.width, y < texture.height else { return nil }
        let source = y &* texture.width &+ x
        return texture.kinds[source] == Texture.Kind.known ? source : nil
    }

    @inline(__always) private func source(_ index: Int, _ label: Int) -> Int? {
        source(index % texture.width, index / texture.width, label)
    }

    @inline(__always) func source(_ pixel: Pixel, _ label: Int) -> Int? { source(pixel.x, pixel.y, label) }

    @inline(__always) func color(_ source: Int) -> SIMD4<Int16> { SIMD4<Int16>(truncatingIfNeeded: texture.pixels[source]) }

    /// What the pixel copies by `label`; black where that is not known.
    @inline(__always) func color(_ pixel: Pixel, _ label: Int) -> SIMD4<Int16> {
        source(pixel, label).map { color($0) } ?? .zero
    }

    @inline(__always) private func color(_ index: Int, _ label: Int) -> SIMD4<Int16> {
        source(index, label).map { color($0) } ?? .zero
    }

    @inline(__always) private static func norm(_ difference: SIMD4<Int16>) -> Int32 {
        let positive = pointwiseMax(difference, 0 &- difference)
        return Int32(positive.wrappedSum())
    }

    /// What it costs that `pixel` copies by `label`, whatever its neighbors in the hole do.
    @inline(__always) func cost(_ pixel: Pixel, _ label: Int) -> Int32 {
        guard let from = source(pixel, label) else { return Self.invalid }
        var cost: Int32 = 0
        if let guide {
            let difference = guide.fill[pixel.index] - guide.source[from]
            cost += Int32(min(2_000, guide.weight[pixel.index] * (difference * difference).sum()))
        }
        if let line = lines?[pixel.index] { cost += lineCost(pixel, label, line) }
        if let surroundings { cost += surroundings.cost(pixel.index, from) }
        return pixel.isAtRim ? cost + rimCost(pixel, label) : cost
    }

    /// What it costs that the pixel's place on a line does not look like it, whatever others copy.
    private func lineCost(_ pixel: Pixel, _ label: Int, _ line: LineContrast.Place) -> Int32 {
        guard let left = source(pixel.x + line.left.x, pixel.y + line.left.y, label),
            let right = source(pixel.x + line.right.x, pixel.y + line.right.y, label)
        else { return LineContrast.strength * Self.largestStep }
        return LineContrast.strength * min(Self.largestStep, Self.norm(color(right) &- color(left) &- line.difference))
    }

    /// By how much known pixel `index` differs from what it would copy.
    @inline(__always) private func step(_ index: Int, _ source: Int) -> Int32 {
        min(Self.largestStep, Self.norm(color(index) &- color(source)))
    }

    /// Twice by how much its known neighbors differ from what they would copy, and four times the mean of that over the known
    /// pixels near: a piece that goes on where the photo stops fits more than the very rim.
    private func rimCost(_ pixel: Pixel, _ label: Int) -> Int32 {
        var rim: Int32 = 0, sum: Int32 = 0, count: Int32 = 0
        for y in max(0, pixel.y - 2)...min(texture.height - 1, pixel.y + 2) {
            for x in max(0, pixel.x - 2)...min(texture.width - 1, pixel.x + 2) {
                let index = y &* texture.width &+ x
                guard texture.kinds[index] == Texture.Kind.known else { continue }
                let step = source(x, y, label).map { self.step(index, $0) } ?? Self.largestStep
                sum += step
                count += 1
                if abs(x - pixel.x) + abs(y - pixel.y) == 1 { rim += 2 * step }
            }
        }
        return rim + 4 * sum / max(1, count)
    }

    /// What it costs that neighbors copy by two labels, by the differences of what these give at the one and at the other. With
    /// gradients or colors counted twice, 29 pairs of `madf-bench detail` lose 0.3 or 0.7 dB, low-passed.
    @inline(__always) static func seamCost(_ here: SIMD4<Int16>, _ there: SIMD4<Int16>) -> Int32 {
        seam + norm(here) + norm(there) + norm(here &- there)
    }

    /// What `index` copies; black where nothing is known.
    func copied(_ index: Int) -> SIMD4<UInt8> {
        source(index, Int(labels[index])).map { texture.pixels[$0] } ?? .zero
    }
}

extension ShiftLabeling {
    /// Every label tried on every pixel, twice; and twice more if places are dull then and `enlivens` says so.
    func swept(enlivens: Bool, _ work: Work) throws(Cancelled) -> ShiftLabeling {
        var labeling = self
        try labeling.sweep(rounds: 2, work.part(0...0.5))
        if enlivens {
            var expected = try Surroundings(texture, work)
            if expected.weigh(texture, holePixels, source: { labeling.source($0, Int(labeling.labels[$0])) }) {
                labeling.surroundings = expected
                try labeling.sweep(rounds: 2, work.part(0.5...1))
            }
        }
        labeling.dropUnused()
        return labeling
    }

    /// Expands each label over the whole hole, `rounds` times, or until a round has changed nothing.
    mutating func sweep(rounds: Int = 1, _ work: Work) throws(Cancelled) {
        var expansion = try LabelExpansion(self, holePixels, work), idle = 0
        for turn in 0..<rounds * offsets.count where idle < offsets.count {
            work.part(turn, of: rounds * offsets.count).report(0)
            idle = try expansion.expand(turn % offsets.count, over: holePixels.indices, work) ? 0 : idle + 1
        }
        for (number, index) in holePixels.enumerated() { labels[index] = expansion.label(number) }
    }

    /// Expands each label over the pixels near which it is found, along the seams only.
    mutating func refineSeams(_ work: Work) throws(Cancelled) {
        var pixels: [Int] = [], places = [[Int]](repeating: [], count: offsets.count)
        for (number, index) in holePixels.enumerated() {
            if number & 4_095 == 0 { try work.check() }
            guard let near = labels(near: index) else { continue }
            for label in near { places[Int(label)].append(pixels.count) }
            pixels.append(index)
        }
        var expansion = try LabelExpansion(self, pixels, work)
        for label in offsets.indices {
            work.part(label, of: offsets.count).report(0)
            _ = try expansion.expand(label, over: places[label], work)
        }
        for (number, index) in pixels.enumerated() { labels[index] = expansion.label(number) }
    }

    /// The labels of the hole's pixels around one of them, its own among them; nil where there is no other.
    private func labels(near index: Int) -> [UInt8]? {
        let (y, x) = index.quotientAndRemainder(dividingBy: texture.width), own = labels[index], reach = 2
        var near: [UInt8]?
        for row in max(0, y - reach)...min(texture.height - 1, y + reach) {
            for other in row * texture.width + max(0, x - reach)...row * texture.width + min(texture.width - 1, x + reach)
            where labels[other] != own && texture.kinds[other] == Texture.Kind.hole && near?.contains(labels[other]) != true {
                near = (near ?? [own]) + [labels[other]]
            }
        }
        return near
    }

    /// Moves each label's offset by up to a pixel where its rim and seams fit better: what a smaller texture could not see.
    mutating func refineOffsets(_ work: Work) throws(Cancelled) {
        var borders = [[(Int, Int)]](repeating: [], count: offsets.count)
        for (number, index) in holePixels.enumerated() {
            if number & 65_535 == 0 { try work.check() }
            texture.forEachNeighbor(of: index) { _, neighbor in
                let isKnown = texture.kinds[neighbor] == Texture.Kind.known
                if isKnown || (texture.kinds[neighbor] == Texture.Kind.hole && labels[neighbor] != labels[index]) {
                    borders[Int(labels[index])].append((index, neighbor))
                }
            }
        }
        for label in offsets.indices where !borders[label].isEmpty {
            try work.check()
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
                guard let there = source(neighbor, label) else { continue }
                sum += 2 * Int64(step(neighbor, there))
            } else {
                let other = Int(labels[neighbor])
                if other == label { continue }
                sum += Int64(Self.seamCost(
                    color(index, label) &- color(index, other), color(neighbor, label) &- color(neighbor, other)))
            }
        }
        return sum
    }
}
