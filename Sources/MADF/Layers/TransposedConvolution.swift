/// A transposed convolution (4 x 4, stride 2, padding 1), as one 2 x 2 convolution for each phase of the output:
/// every output is written once. Batch normalization after it is folded in.
struct TransposedConvolution: Sendable {
    /// By phase `2 * (y % 2) + x % 2` of the output pixel.
    let phases: [PackedMatrix]

    /// `weights` is `[inputs][outputs][4][4]`; each output is then scaled and shifted by `factor` and `offset`. `isNarrow` says
    /// that the outputs are RGB, for a narrow map.
    init(
        weights: [Float], bias: [Float], inputs: Int, outputs: Int, factor: [Float], offset: [Float], isNarrow: Bool = false
    ) {
        phases = (0..<4).map { phase in
            let spread = 4 * inputs.roundedUp(to: 8)
            let packed = isNarrow ? PackedMatrix(toRGBFrom: spread) : PackedMatrix(inputs: spread, outputs: outputs)
            for output in 0..<outputs { packed.bias.pointer[output] = bias[output] * factor[output] + offset[output] }
            var line = [Float](repeating: 0, count: outputs)
            for row in 0..<2 {
                for column in 0..<2 {
                    // Output 2i reads i - 1 by tap 3 and i by tap 1; output 2i + 1 reads i by tap 2 and i + 1 by tap 0.
                    let ky = (phase / 2 == 0 ? 3 : 2) - 2 * row, kx = (phase % 2 == 0 ? 3 : 2) - 2 * column
                    for channel in 0..<inputs {
                        for output in 0..<outputs {
                            line[output] = weights[((channel * outputs + output) * 4 + ky) * 4 + kx] * factor[output]
                        }
                        packed.setRow(
                            (2 * row + column) * inputs.roundedUp(to: 8) + channel, count: outputs, from: line, step: 1)
                    }
                }
            }
            return packed
        }
    }
}

extension Execution {
    /// The upsampled map (there is one in `sources`) at `positions`, through max(x, slope * x).
    mutating func upsample(
        _ layer: TransposedConvolution, of sources: [FeatureMap], at positions: Positions, into map: FeatureMap, slope: Float
    ) {
        let places = lists.take(layer.phases.count, Positions.List.self)
        for phase in places.indices { places[phase] = positions.list(phase: phase, in: lists) }
        layer.phases.withUnsafeBufferPointer { phases in
            convolve(
                phases, .phase, of: sources, at: UnsafeBufferPointer(places), width: positions.width, .store(map, slope: slope))
        }
    }
}
