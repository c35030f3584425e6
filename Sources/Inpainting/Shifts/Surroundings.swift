import Pixels
import RealModule
import Workers

/// What the photo around a hole lets expect inside: how lively the texture is at each place, carried on from the rim.
///
/// Seams cost least where both pieces are smooth, so that alone they choose the smoothest pieces that fit, and fur becomes felt.
struct Surroundings: Sendable {
    /// `Texture.liveliness` of the known pixels, and what is to be expected of the hole's.
    private var liveliness: [Float]
    /// The variance of the liveliness along the rim, as each hole pixel sees it: a rim of many kinds tells little.
    private var variance: [Float]
    /// Cost of a lack of one standard deviation; 0 where nothing is lacking.
    private var weight: [Float]

    /// The smallest variance: textures of the same kind differ by as much.
    private static let leastVariance: Float = 0.5
    /// From how much lacking on a place is dull, and what that costs then. Without the threshold edges that go through
    /// the hole are given up for liveliness.
    private static let threshold: Float = 0.6, strength: Float = 16
    /// Above this variance along its rim a hole lies between things of different kinds, and what is expected of their mixture is
    /// right for neither.
    private static let largestVariance: Float = 1.7
    /// What is too lively counts by this part of what is too dull.
    private static let excess: Float = 0.5

    init(_ texture: Texture, _ work: Work) throws(Cancelled) {
        liveliness = texture.liveliness()
        variance = [Float](repeating: 0, count: liveliness.count)
        weight = variance
        guard let hole = texture.hole.bounds else { return }
        // In the hole liveliness and its square are harmonic: means over the rim, weighed by nearness.
        let values = liveliness
        let carried = try texture.carriedOn(hole, [{ values[$0] }, { values[$0] * values[$0] }], work)
        let expected = carried[0], squares = carried[1]
        for cell in expected.indices {
            let index = (hole.y + cell / hole.width) * texture.width + hole.x + cell % hole.width
            guard texture.hole[index] == .hole else { continue }
            liveliness[index] = expected[cell]
            variance[index] = max(0, squares[cell] - expected[cell] * expected[cell])
        }
    }

    /// Finds the places that lack liveliness; `source` says from where a hole pixel copies. Returns whether there are any.
    mutating func weigh(_ texture: Texture, _ holePixels: [Int], source: (Int) -> Int?) -> Bool {
        guard rimVariance(texture, holePixels) <= Self.largestVariance else { return false }
        var lacking = weight, counts = weight
        for index in holePixels {
            guard let from = source(index) else { continue }
            lacking[index] = liveliness[index] - liveliness[from]
            counts[index] = 1
        }
        let blur = GaussianBlur(sigma: 4)
        blur.apply(to: &lacking, width: texture.width, height: texture.height)
        blur.apply(to: &counts, width: texture.width, height: texture.height)
        var isDull = false
        for index in holePixels where lacking[index] > Self.threshold * counts[index] {
            weight[index] = Self.strength
            isDull = true
        }
        return isDull
    }

    private func rimVariance(_ texture: Texture, _ holePixels: [Int]) -> Float {
        var sum: Float = 0, squares: Float = 0, count: Float = 0
        for index in holePixels where texture.hole.isAtRim(index) {
            sum += liveliness[index]
            squares += liveliness[index] * liveliness[index]
            count += 1
        }
        return count > 0 ? squares / count - sum / count * (sum / count) : 0
    }

    /// With the weights of a texture half the size.
    init(_ texture: Texture, like coarse: Surroundings, _ work: Work) throws(Cancelled) {
        try self.init(texture, work)
        let width = texture.width
        for index in weight.indices { weight[index] = coarse.weight[index / width / 2 * (width / 2) + index % width / 2] }
    }

    /// What it costs that hole pixel `index` copies what is at `source`.
    @inline(__always) func cost(_ index: Int, _ source: Int) -> Int32 {
        guard weight[index] > 0 else { return 0 }
        let lacking = liveliness[index] - liveliness[source]
        let difference = lacking < 0 ? Self.excess * lacking : lacking
        return Int32(weight[index] * min(9, difference * difference / (Self.leastVariance + variance[index])))
    }
}

extension Texture {
    /// The mean binary logarithm of squared differences to the neighbors, around each pixel; means of logarithms, because
    /// single edges are not texture.
    fileprivate func liveliness() -> [Float] {
        var values = [Float](repeating: 0, count: width * height), weights = values
        for index in pixels.indices where hole[index] == .known {
            func add(_ other: Int) {
                guard hole[other] == .known else { return }
                let difference = SIMD4<Float>(pixels[index]) - SIMD4<Float>(pixels[other])
                // Less than the squared rounding of 8 bits in three channels makes no difference.
                values[index] += Float.log2(6 + (difference * difference).sum())
                weights[index] += 1
            }
            if index % width + 1 < width { add(index + 1) }
            if index + width < pixels.count { add(index + width) }
        }
        let blur = GaussianBlur(sigma: 3)
        blur.apply(to: &values, width: width, height: height)
        blur.apply(to: &weights, width: width, height: height)
        return values.indices.map { values[$0] / max(weights[$0], 1e-6) }
    }
}
