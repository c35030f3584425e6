/// A transposed convolution (4 x 4, stride 2, padding 1), as one 2 x 2 convolution for each phase of the output:
/// every output is written once. Batch normalization after it is folded in.
struct TransposedConvolution: Sendable {
    /// By phase `2 * (y % 2) + x % 2` of the output pixel.
    let phases: [PackedMatrix]

    /// Multiplications of one output.
    var cost: Int { phases[0].inputs * phases[0].outputs }

    /// `weights` is `[inputs][outputs][4][4]`. `isNarrow` says that the outputs are RGB, for a narrow map.
    init(weights: [Float], bias: [Float], inputs: Int, normalization: BatchNormalization, isNarrow: Bool = false) {
        let outputs = bias.count, factor = normalization.factor, offset = normalization.offset
        let stride = inputs.roundedUp(to: 8)
        phases = (0..<4).map { _ in
            let packed = isNarrow ? PackedMatrix(toRGBFrom: 4 * stride) : PackedMatrix(inputs: 4 * stride, outputs: outputs)
            packed.bias.set((0..<outputs).map { bias[$0] * factor[$0] + offset[$0] })
            return packed
        }
        // All of a channel while its weights are near: those of one tap lie far apart.
        for channel in 0..<inputs {
            for (phase, packed) in phases.enumerated() {
                for row in 0..<2 {
                    for column in 0..<2 {
                        // Output 2i reads i - 1 by tap 3 and i by tap 1; output 2i + 1 reads i by tap 2 and i + 1 by tap 0.
                        let ky = (phase / 2 == 0 ? 3 : 2) - 2 * row, kx = (phase % 2 == 0 ? 3 : 2) - 2 * column
                        packed.setRow((2 * row + column) * stride + channel, count: outputs) { output in
                            weights[((channel * outputs + output) * 4 + ky) * 4 + kx] * factor[output]
                        }
                    }
                }
            }
        }
    }
}

extension Execution {
    /// The upsampled map at `positions`, through max(x, slope * x).
    func upsample(
        _ layer: TransposedConvolution, of source: FeatureMap, at positions: Positions, into map: FeatureMap, slope: Float
    ) {
        convolve(
            layer.phases.enumerated().map { phase, weights in
                WindowProducts(
                    weights: weights, field: .phase, sources: [source], positions: positions.list(phase: phase),
                    width: positions.width, epilogue: .store(map, slope: slope))
            })
    }
}
