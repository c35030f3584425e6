/// The last step of a refinement: a 1 x 1 convolution over the doubled map and what there is at full size.
///
/// The two linear steps on the map commute: its channels are reduced to three before it is doubled (MODEL.md, algebra 4).
struct Synthesis: Sendable {
    /// From the map's channels to three, at half the size.
    let reduction: PackedMatrix
    /// `[3][9 + 3 * k]`: for coarse, the outputs before, image, and mask.
    let weights: [[Float]]
    let bias: [Float]
}

extension Execution {
    /// Writes `output` at the pixels of the hole from `reduced` (half the size), `earlier` outputs, and image and mask.
    func synthesize(
        _ layer: Synthesis, reduced: FeatureMap, earlier: [FeatureMap], input: FeatureMap, at hole: Positions,
        into output: FeatureMap
    ) {
        run(tasks: hole.height) { y, _ in
            for x in 0..<hole.width where hole.contains(x, y) {
                var sum = SIMD4<Float>(layer.bias[0], layer.bias[1], layer.bias[2], 0) + doubled(reduced, x, y)
                var row = 0
                for map in earlier {
                    let values = map.pixel(x, y)
                    for channel in 0..<3 { sum += layer.column(row + channel) * values[channel] }
                    row += 3
                }
                let values = input.pixel(x, y)
                for channel in 0..<6 { sum += layer.column(row + channel) * values[channel] }
                let target = output.pixel(x, y)
                for channel in 0..<3 { target[channel] = sum[channel] }
            }
        }
        multiplications += hole.count * 3 * (layer.weights[0].count + 4)
    }

    /// Bilinear doubling with half-pixel centers and clamped edges, at one pixel.
    private func doubled(_ map: FeatureMap, _ x: Int, _ y: Int) -> SIMD4<Float> {
        let left = max(0, (x - 1) >> 1), right = min(map.width - 1, (x + 1) >> 1)
        let top = max(0, (y - 1) >> 1), bottom = min(map.height - 1, (y + 1) >> 1)
        // An even pixel lies a quarter before its own coarse pixel's center, an odd one a quarter after.
        let across: Float = x % 2 == 0 ? 0.75 : 0.25, down: Float = y % 2 == 0 ? 0.75 : 0.25
        func value(_ x: Int, _ y: Int) -> SIMD4<Float> {
            let pixel = map.pixel(x, y)
            return SIMD4(pixel[0], pixel[1], pixel[2], 0)
        }
        let above = value(left, top) * (1 - across) + value(right, top) * across
        let below = value(left, bottom) * (1 - across) + value(right, bottom) * across
        return above * (1 - down) + below * down
    }
}

extension Synthesis {
    fileprivate func column(_ index: Int) -> SIMD4<Float> {
        SIMD4(weights[0][index], weights[1][index], weights[2][index], 0)
    }
}
