import Masks
import Pixels
import RealModule
import Workers

/// Of what kinds the texture along a hole's rim is, and where in the hole each may stand: what is copied ought to be of one of them.
///
/// Seams cost least between pieces that are smooth, and the network's word is one of color: alone they put pieces into a hole that nothing
/// around it is like. What a place looks like is told by eight numbers, how steep it is on average in four directions, as it is and blurred.
struct Kinds: Sendable {
    /// At each pixel of the hole the share of each kind, and at each known pixel how like each kind it is, in 0...1; `[height][width]`.
    private var shares: [SIMD4<Float>], likeness: [SIMD4<Float>]

    /// Kinds of a rim, at most. With eight LPIPS is worse.
    private static let limit = 4
    /// How far from the hole the rim reaches.
    private static let reach: Float = 5
    /// From which mean squared difference on something is of another kind.
    private static let threshold: Float = 0.7
    /// Cost of a pixel that is e times less like what is expected. Against this, two judges of 60 removals prefer a half 31 times to 56, and
    /// twice as much 27 times to 64 (Measurements.md, "Shifts and lines").
    private static let strength: Float = 8
    /// How like a kind everything is.
    private static let least: Float = 0.000_2

    /// nil where nothing of the rim is known. No kind goes on across a barrier.
    init?(_ texture: Texture, _ barriers: Barriers?, _ lines: ContinuedLines, _ work: Work) throws(Cancelled) {
        guard let hole = texture.hole.bounds else { return nil }
        let character = Character(texture)
        try work.check()
        let rim = Self.rim(texture, hole)
        guard !rim.isEmpty else { return nil }
        let clusters = Self.clusters(rim.map { character[$0] })
        shares = [SIMD4<Float>](repeating: .zero, count: texture.pixels.count)
        likeness = shares
        for index in rim { shares[index][Self.nearest(character[index], clusters)] = 1 }
        try work.check()
        try texture.carryOn(&shares, isParted: { barriers?.parts($0, $1, fromRight: $2) == true }, work)
        for index in texture.hole.pixels { shares[index] = pointwiseMax(shares[index], .zero) }
        follow(lines, texture)
        for index in likeness.indices where texture.hole[index] == .known {
            if index & 16_383 == 0 { try work.check() }
            for (kind, cluster) in clusters.enumerated() {
                let difference = character[index] - cluster.mean
                likeness[index][kind] = .exp(-2 * (difference * difference / (cluster.variance + 1)).sum() / 8)
            }
        }
    }

    /// What it costs that hole pixel `index` copies what is at `source`.
    @inline(__always) func cost(_ index: Int, _ source: Int) -> Int32 {
        Int32(-Self.strength * .log((shares[index] * likeness[source]).sum() + Self.least))
    }

    /// Of a texture twice the size.
    func doubled(width: Int) -> Kinds {
        var result = self
        func doubled(_ values: [SIMD4<Float>]) -> [SIMD4<Float>] {
            (0..<4 * values.count).map { values[$0 / (2 * width) / 2 * width + $0 % (2 * width) / 2] }
        }
        result.shares = doubled(shares)
        result.likeness = doubled(likeness)
        return result
    }
}

extension Kinds {
    /// How far from a line that goes on all is as it is where the line is cut off, and from where on nothing is.
    private static let (near, far): (Float, Float) = (3, 8)

    /// Along a line that goes on, expects the kinds that are where it is cut off.
    private mutating func follow(_ lines: ContinuedLines, _ texture: Texture) {
        var distances = [Float](repeating: Self.far, count: shares.count)
        let spread = shares, holePixels = texture.hole.pixels
        for segment in lines.segments {
            let length = segment.way.length, unit = segment.way / length, normal = SIMD2(-unit.y, unit.x)
            /// The kinds beyond an end, so far aside.
            func kinds(at end: SIMD2<Float>, _ aside: Float, _ direction: SIMD2<Float>) -> SIMD4<Float>? {
                for step in 1...4 {
                    guard let index = texture.index(at: end + Float(step) * direction + aside * normal) else { return nil }
                    if texture.hole[index] == .known { return spread[index].sum() > 0 ? spread[index] : nil }
                }
                return nil
            }
            for index in holePixels {
                let place = SIMD2(Float(index % texture.width), Float(index / texture.width)) - segment.start
                let along = unit.dot(place), aside = normal.dot(place), distance = abs(aside)
                guard along > -1, along < length + 1, distance < distances[index] else { continue }
                let first = kinds(at: segment.start, aside, -unit), last = kinds(at: segment.end, aside, unit)
                guard let from = first ?? last, let to = last ?? first else { continue }
                distances[index] = distance
                let share = min(1, max(0, along / length)), weight = min(1, (Self.far - distance) / (Self.far - Self.near))
                shares[index] = (1 - weight) * spread[index] + weight * ((1 - share) * from + share * to)
            }
        }
    }

    /// Known pixels near the hole.
    private static func rim(_ texture: Texture, _ hole: Rectangle) -> [Int] {
        let area = hole.inset(by: -Int(reach)).intersection(texture.bounds)
        var near = Mask(width: area.width, height: area.height)
        for y in 0..<area.height {
            for x in 0..<area.width where texture.hole[(area.y + y) * texture.width + area.x + x] == .hole { near[x, y] = 255 }
        }
        near = near.grown(by: Int(reach))
        return near.bytes.indices.compactMap { cell in
            let index = (area.y + cell / area.width) * texture.width + area.x + cell % area.width
            return near.bytes[cell] != 0 && texture.hole[index] == .known ? index : nil
        }
    }

    private struct Cluster {
        var mean: SIMD8<Float>
        var variance: SIMD8<Float>
    }

    private static func distance(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> Float { ((a - b) * (a - b)).sum() / 8 }

    private static func nearest(_ value: SIMD8<Float>, _ clusters: [Cluster]) -> Int {
        clusters.indices.min { distance(value, clusters[$0].mean) < distance(value, clusters[$1].mean) }!
    }

    /// The farthest from all that are found is the next kind, as long as it is far enough (Gonzalez, "Clustering to minimize the maximum
    /// intercluster distance", 1985); each is the mean then of what is nearest to it.
    private static func clusters(_ values: [SIMD8<Float>]) -> [Cluster] {
        var clusters = [Cluster(mean: values.reduce(.zero, +) / Float(values.count), variance: .zero)]
        var distances = [Float](repeating: .infinity, count: values.count)
        while true {
            for index in values.indices { distances[index] = min(distances[index], distance(values[index], clusters.last!.mean)) }
            let farthest = distances.indices.max { distances[$0] < distances[$1] }!
            guard clusters.count < limit, distances[farthest] > threshold else { break }
            clusters.append(Cluster(mean: values[farthest], variance: .zero))
        }
        for _ in 0..<4 {
            let groups = Dictionary(grouping: values) { nearest($0, clusters) }
            clusters = groups.sorted { $0.key < $1.key }.map { _, group in
                let mean = group.reduce(.zero, +) / Float(group.count)
                return Cluster(mean: mean, variance: group.reduce(.zero) { $0 + ($1 - mean) * ($1 - mean) } / Float(group.count))
            }
        }
        return clusters
    }
}

/// How steep a texture is around each pixel: means of binary logarithms of squared differences in four directions, because single edges
/// are not texture; of the picture in gray as it is, and blurred.
private struct Character {
    private var values: [SIMD8<Float>]

    private static let blur: Float = 1.5, sigma: Float = 3

    subscript(index: Int) -> SIMD8<Float> { values[index] }

    init(_ texture: Texture) {
        let (width, height) = (texture.width, texture.height)
        let sharp = texture.pixels.map { SIMD4<Float>($0).sum() / 3 }, soft = texture.blurred(Self.blur).map { $0.sum() / 3 }
        var weights = [Float](repeating: 0, count: texture.pixels.count)
        var halves = [[SIMD4<Float>]](repeating: [SIMD4<Float>](repeating: .zero, count: weights.count), count: 2)
        for y in 1..<max(1, height - 1) {
            for x in 1..<max(1, width - 1) {
                let index = y * width + x, neighbors = [index + 1, index + width, index + width + 1, index + width - 1] as InlineArray<4, Int>
                guard texture.hole[index] == .known else { continue }
                var isKnown = true
                for tap in 0..<4 where texture.hole[neighbors[tap]] != .known { isKnown = false }
                guard isKnown else { continue }
                weights[index] = 1
                for tap in 0..<4 {
                    let step = sharp[neighbors[tap]] - sharp[index], softStep = soft[neighbors[tap]] - soft[index]
                    halves[0][index][tap] = .log2(2 + step * step)
                    halves[1][index][tap] = .log2(2 + softStep * softStep)
                }
            }
        }
        let blur = GaussianBlur(sigma: Self.sigma)
        blur.apply(to: &weights, width: width, height: height)
        for half in halves.indices { blur.apply(to: &halves[half], width: width, height: height) }
        values = weights.indices.map { SIMD8(lowHalf: halves[0][$0], highHalf: halves[1][$0]) / max(weights[$0], 1e-6) }
    }
}
