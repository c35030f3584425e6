import Pixels
import RealModule
import Workers

/// Finds the straight edges that a hole cuts off.
///
/// From every place along the rim rays go out in all directions. Where the photo differs from one side of a ray to the other all
/// along it, and no more farther aside, an edge ends; place and angle are then refined on longer rays.
package struct RimEdges {
    private let texture: Texture
    private let smooth: [SIMD4<Float>]

    private static let angles = (0..<72).map { 2 * Float.pi * Float($0) / 72 }
    private static let directions = angles.map(direction)
    /// Pixels that an edge is followed: at least, when it is looked for, and when it is refined.
    private static let leastLength = 8, length = 20, refinedLength = 48
    /// The smallest difference between the sides, and how much of its mean seven of eight places along the ray must have.
    private static let leastContrast: Float = 14, leastEvenness: Float = 0.4
    /// The part of the contrast that may be found again farther aside, when refined and before: more is a slope, not an edge.
    private static let largestSpill: Float = 0.6, largestSpillBefore: Float = 0.7
    /// How far aside colors are compared, and three times that for the spill.
    private static let aside: Float = 1.25

    package init(_ texture: Texture) {
        self.texture = texture
        smooth = texture.blurred(0.7)
    }

    /// The edges, the strongest first.
    package func found(_ work: Work) throws(Cancelled) -> [RimEdge] {
        var candidates: [(strength: Float, point: SIMD2<Float>, angle: Float)] = []
        for index in texture.hole.kinds.indices where texture.hole[index] == .known && texture.hole.isBeside(.hole, index) {
            try work.check()
            let point = SIMD2(Float(index % texture.width), Float(index / texture.width))
            for (angle, direction) in zip(Self.angles, Self.directions) {
                guard entersHole(point, direction), let profile = profile(point, direction, length: Self.length, least: Self.leastContrast),
                    profile.evenness >= Self.leastEvenness, profile.spill <= Self.largestSpillBefore
                else { continue }
                candidates.append((profile.edge.strength, point, angle))
            }
        }
        candidates.sort { $0.strength > $1.strength }
        var edges: [RimEdge] = []
        for (number, (_, point, angle)) in candidates.enumerated() {
            work.part(number, of: candidates.count).report(0)
            try work.check()
            let direction = Self.direction(angle)
            guard !edges.contains(where: { ($0.point - point).length < 1.6 && $0.direction.dot(direction) > 0.88 }),
                let edge = refined(point, angle), !edges.contains(where: { $0.isSame(as: edge) })
            else { continue }
            edges.append(edge)
        }
        return edges.sorted { $0.strength > $1.strength }
    }

    private static func direction(_ angle: Float) -> SIMD2<Float> { SIMD2(Float.cos(angle), Float.sin(angle)) }

    private func entersHole(_ point: SIMD2<Float>, _ direction: SIMD2<Float>) -> Bool {
        let steps = [2, 3, 4, 6] as InlineArray<4, Float>
        return steps.indices.allSatisfy { texture.kind(at: point + steps[$0] * direction) == .hole }
    }

    /// The best of slightly different places and angles, seen from farther away.
    private func refined(_ point: SIMD2<Float>, _ angle: Float) -> RimEdge? {
        var best: (score: Float, profile: Profile)?
        for turn in -10...10 {
            let direction = Self.direction(angle + Float(turn) * Float.pi / 360), normal = SIMD2(-direction.y, direction.x)
            for shift in -3...3 {
                guard let profile = profile(point + 0.5 * Float(shift) * normal, direction, length: Self.refinedLength) else { continue }
                let score = profile.edge.strength * (1 - profile.spill / 2) * min(1, profile.evenness + 0.3)
                if score > best?.score ?? 0 { best = (score, profile) }
            }
        }
        guard let best, best.profile.evenness >= Self.leastEvenness, best.profile.spill <= Self.largestSpill else { return nil }
        var edge = best.profile.edge
        edge.strength = best.score
        return edge
    }

    /// What a ray away from the hole sees.
    private struct Profile {
        let edge: RimEdge
        /// Parts of the contrast.
        let evenness, spill: Float
    }

    /// What is seen from `point` away from the hole; nil where too little is known, or the contrast is less than `least`.
    private func profile(_ point: SIMD2<Float>, _ direction: SIMD2<Float>, length: Int, least: Float = 0) -> Profile? {
        let aside = Self.aside * SIMD2(-direction.y, direction.x)
        func middle(_ step: Int) -> SIMD2<Float> { point - (Float(step) + 0.5) * direction }
        var differences: [SIMD4<Float>] = [], first = 0
        var (left, right, farLeft, farRight) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
        for step in 0..<length {
            let middle = middle(step)
            guard texture.kind(at: middle - aside) == .known, texture.kind(at: middle + aside) == .known else {
                // The rim's own corners may be in the way at first.
                if differences.isEmpty && step < 3 { continue } else { break }
            }
            if differences.isEmpty { first = step }
            let (here, there) = (color(middle - aside), color(middle + aside))
            differences.append(there - here)
            left += here
            right += there
        }
        guard differences.count >= Self.leastLength else { return nil }
        let count = Float(differences.count), contrast = ((right - left) / count).length
        guard contrast > 0, contrast >= least else { return nil }
        for step in first..<first + differences.count {
            farLeft += color(middle(step) - 3 * aside)
            farRight += color(middle(step) + 3 * aside)
        }
        let unit = (right - left) / (count * contrast)
        let along = differences.map { $0.dot(unit) }.sorted()
        let spill = max(0, (left - farLeft).dot(unit), (farRight - right).dot(unit)) / count
        let edge = RimEdge(
            point: point, direction: direction, left: left / count, right: right / count,
            strength: contrast * (count / Float(Self.length)).squareRoot())
        return Profile(edge: edge, evenness: along[along.count / 8] / contrast, spill: spill / contrast)
    }

    /// Between four pixels, linearly.
    private func color(_ point: SIMD2<Float>) -> SIMD4<Float> {
        let x = LinearTap(Double(point.x), count: texture.width), y = LinearTap(Double(point.y), count: texture.height)
        func between(_ row: Int) -> SIMD4<Float> {
            let first = smooth[row * texture.width + x.first], second = smooth[row * texture.width + x.second]
            return first + Float(x.share) * (second - first)
        }
        let upper = between(y.first), lower = between(y.second)
        return upper + Float(y.share) * (lower - upper)
    }
}
