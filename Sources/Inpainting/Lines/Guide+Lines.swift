import Pixels
import Workers

extension Guide {
    /// Cost of a squared difference of 1, at most: that of the network where it is off by 15 levels in each channel.
    private static let drawnWeight: Float = 0.12
    /// Cost of the color that lies across a line, at most. What is carried on is a guess, which a gradient need not follow.
    private static let crossingCost: Float = 600
    /// So near to a line the photo, blurred, shows both of its sides.
    private static let blind = 2
    /// From how far away from a line the network has its full say.
    private static let band: Float = 12
    /// So much, squared, colors on the two sides of a line differ by at least where it can be told that one comes from across.
    private static let leastStep: Float = 10_000

    /// The colors of the rim, carried on into the hole without crossing a barrier or one of `lines`; and those of `network` away from
    /// barriers, unless they come from across one.
    init(
        _ texture: Texture, carriedOnBeside barriers: Barriers, _ lines: ContinuedLines, or network: Guide?, _ work: Work
    ) throws(Cancelled) {
        source = network?.source ?? texture.blurred(1)
        var fill = texture.blurred(0.6), weight = [Float](repeating: 0, count: fill.count)
        try texture.carryOn(&fill, isParted: { barriers.parts($0, $1, fromRight: $2) || lines.parts($0, $1, fromRight: $2) }, work)
        let nearest = barriers.nearest(in: texture.hole), own = fill
        for index in texture.hole.pixels {
            let place = nearest[index], step = place.map { own[$0.across] - own[index] } ?? .zero
            let isBlind = place.map { $0.distance <= Self.blind } ?? false
            weight[index] = isBlind ? 0 : min(Self.drawnWeight, Self.crossingCost / max(1, (step * step).sum()))
            guard let network else { continue }
            let difference = network.fill[index] - own[index], share = place.map { Self.share(difference, $0, step) } ?? 1
            fill[index] += share * difference
            weight[index] += share * (network.weight[index] - weight[index])
        }
        self.fill = fill
        self.weight = weight
    }

    /// What the network counts, of 1, where it differs from what is carried on: less the nearer a line is, and nothing where that comes
    /// half from across the line, a step from here.
    private static func share(_ difference: SIMD4<Float>, _ place: Barriers.Place, _ step: SIMD4<Float>) -> Float {
        let crossing = max(0, (step * difference).sum() / max(leastStep, (step * step).sum()))
        return min(1, Float(place.distance) / band) * max(0, 1 - 2 * crossing)
    }
}
