/// The last step of a refinement: a 1 x 1 convolution over the doubled map and what there is at full size.
///
/// The two linear steps on the map commute: its channels are reduced to three before it is doubled (Model.md, "Shortcuts", 4).
struct Synthesis: Sendable {
    /// From the map's channels to three, at half the size.
    let reduction: PackedMatrix
    /// `[7 + 3 * k]`, the three outputs side by side: for coarse, the outputs before, image, and mask.
    let weights: [SIMD4<Float>]
    let bias: SIMD4<Float>
}

extension Execution {
    /// Writes `output` at the pixels of the hole from `reduced` (half the size, doubled bilinearly with half-pixel centers and
    /// clamped edges), `earlier` outputs, and image and mask.
    func synthesize(
        _ layer: Synthesis, reduced: FeatureMap, earlier: [FeatureMap], input: FeatureMap, at hole: Positions,
        into output: FeatureMap
    ) {
        run(tasks: hole.height) { y, _ in
            let weights = layer.weights.span
            // An even row lies a quarter before its own coarse row's center, an odd one a quarter after; so do columns.
            let down: Float = y % 2 == 0 ? 0.75 : 0.25
            let above = reduced.pixel(0, max(0, (y - 1) >> 1)), below = reduced.pixel(0, min(reduced.height - 1, (y + 1) >> 1))
            func column(_ x: Int) -> SIMD4<Float> { above.four(at: x) * (1 - down) + below.four(at: x) * down }
            hole.forEach(row: y) { x in
                let across: Float = x % 2 == 0 ? 0.75 : 0.25
                var sum =
                    layer.bias + column(max(0, (x - 1) >> 1)) * (1 - across)
                    + column(min(reduced.width - 1, (x + 1) >> 1)) * across
                var row = 0
                func add(_ values: UnsafeMutablePointer<Float>, _ channels: Int) {
                    for channel in 0..<channels { sum += weights[row + channel] * values[channel] }
                    row += channels
                }
                for map in earlier { add(map.pixel(x, y), 3) }
                let values = input.pixel(x, y)
                // In the hole all of them are zero.
                if values[3] != 0 { add(values, 4) }
                UnsafeMutableRawPointer(output.pixel(x, y)).storeBytes(of: sum, as: SIMD4<Float>.self)
            }
        }
        count(multiplications: hole.count * 3 * (layer.weights.count + 4))
    }
}

extension UnsafeMutablePointer<Float> {
    /// The four channels of a narrow map's pixel, `x` pixels on.
    fileprivate func four(at x: Int) -> SIMD4<Float> {
        UnsafeRawPointer(self + MapShape.narrow * x).loadUnaligned(as: SIMD4<Float>.self)
    }
}
