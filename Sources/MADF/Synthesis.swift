/// The last step of a refinement: a 1 x 1 convolution over the doubled map and what there is at full size.
///
/// The two linear steps on the map commute: its channels are reduced to three before it is doubled (MODEL.md, algebra 4).
struct Synthesis: Sendable {
    /// From the map's channels to three, at half the size.
    let reduction: PackedMatrix
    /// `[9 + 3 * k]`, the three outputs side by side: for coarse, the outputs before, image, and mask.
    let weights: [SIMD4<Float>]
    let bias: SIMD4<Float>
}

extension Execution {
    /// Writes `output` at the pixels of the hole from `reduced` (half the size), `earlier` outputs, and image and mask.
    func synthesize(
        _ layer: Synthesis, reduced: FeatureMap, earlier: [FeatureMap], input: FeatureMap, at hole: Positions,
        into output: FeatureMap
    ) {
        let weights = layer.weights
        run(tasks: hole.height) { y, _ in
            hole.forEach(row: y) { x in
                var sum = layer.bias + doubled(reduced, x, y)
                var row = 0
                for map in earlier {
                    let values = map.pixel(x, y)
                    for channel in 0..<3 { sum += weights[row + channel] * values[channel] }
                    row += 3
                }
                let values = input.pixel(x, y)
                for channel in 0..<6 { sum += weights[row + channel] * values[channel] }
                let target = output.pixel(x, y)
                for channel in 0..<3 { target[channel] = sum[channel] }
            }
        }
        multiplications += hole.count * 3 * (layer.weights.count + 4)
    }

    /// Bilinear doubling with half-pixel centers and clamped edges, at one pixel.
    private func doubled(_ map: FeatureMap, _ x: Int, _ y: Int) -> SIMD4<Float> {
        let left = max(0, (x - 1) >> 1), right = min(map.width - 1, (x + 1) >> 1)
        let top = max(0, (y - 1) >> 1), bottom = min(map.height - 1, (y + 1) >> 1)
        // An even pixel lies a quarter before its own coarse pixel's center, an odd one a quarter after.
        let across: Float = x % 2 == 0 ? 0.75 : 0.25, down: Float = y % 2 == 0 ? 0.75 : 0.25
        func value(_ x: Int, _ y: Int) -> SIMD4<Float> {
            let pixel = map.pixel(x, y)
            return UnsafeRawPointer(pixel).loadUnaligned(as: SIMD4<Float>.self)
        }
        let above = value(left, top) * (1 - across) + value(right, top) * across
        let below = value(left, bottom) * (1 - across) + value(right, bottom) * across
        return above * (1 - down) + below * down
    }
}
