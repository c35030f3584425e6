import Checkpoints
import MADF
import Pixels

extension Reference {
    /// A network as its papers write it down (Model.md, "Forward pass"): every layer in its plainest form, one after the other, each
    /// map whole.
    struct Network {
        let checkpoint: Checkpoint
        let configuration: Configuration

        init(_ checkpoint: Checkpoint) throws {
            self.checkpoint = checkpoint
            configuration = try Configuration(checkpoint)
        }

        /// The outputs, coarse first, from an image that is normalized and 0 in the hole.
        func outputs(of input: NetworkInput) throws -> [Planes] {
            let (width, height) = (input.width, input.height), known = input.hole.map { $0 == 0 ? Float(1) : 0 }
            let mask = Planes(width: width, height: height, channels: 3, values: known + known + known)
            let first = Planes(width: width, height: height, channels: 3, values: input.image).concatenated(mask)
            let skips = try encode(first, mask: mask)
            var stream = try recovery(skips), outputs = [stream[0]]
            for k in 0..<configuration.refinements {
                stream = try refinement(k, from: skips[configuration.levels], guide: stream)
                let joined = outputs.reduce(stream[1].doubled) { $0.concatenated($1) }.concatenated(first)
                outputs.append(try convolution("dec_ref\(k)_1", joined, side: 1))
            }
            return outputs
        }

        /// h_l at index l.
        private func encode(_ input: Planes, mask: Planes) throws -> [Planes] {
            var features = input, mask = mask, skips = [input]
            for level in 1...configuration.levels {
                let name = "filter_gen_\(level)", side = configuration.kernels[level]
                mask = try convolution(name + ".conv.0", mask, side: side, stride: 2).rectified
                features =
                    Reference.maskAwareConvolution(
                        features, mask: mask, generator: try checkpoint.values(name + ".conv1.0.weight"),
                        bias: try checkpoint.values(name + ".conv1.0.bias"), side: side, outputs: configuration.encoderChannels[level]
                    ).rectified
                skips.append(try convolution("enc_up_\(level).0", features, side: 1).rectified)
            }
            return skips
        }

        /// r of every level, the coarse output at index 0.
        private func recovery(_ skips: [Planes]) throws -> [Planes] {
            var stream = skips
            for level in (1...configuration.levels).reversed() {
                var raised = try transposedConvolution("deconv_\(level).0", stream[level])
                if level > 1 { raised = try normalized("deconv_\(level).1", raised, isAffine: true).leaky }
                let blend = try convolution("att_conv_\(level).conv.0", skips[level - 1].concatenated(raised), side: 3)
                stream[level - 1] = level > 1 ? blend.rectified : blend
            }
            return stream
        }

        /// f of every level down to 1, guided by the stream before.
        private func refinement(_ k: Int, from last: Planes, guide: [Planes]) throws -> [Planes] {
            var stream = guide
            stream[configuration.levels] = last
            for level in (2...configuration.levels).reversed() {
                let name = "dec_ref\(k)_\(level)"
                var raised = try transposedConvolution(name + ".deconv", stream[level])
                if configuration.normalization == .batch {
                    raised = try normalized(name + ".bn", raised, isAffine: true)
                } else {
                    raised = try normalized(name + ".bn.batch_norm", raised, isAffine: false)
                    let shared = try convolution(name + ".bn.mlp_shared.0", guide[level - 1], side: 3).rectified
                    raised = Reference.modulated(
                        raised, scale: try convolution(name + ".bn.mlp_scale", shared, side: 3),
                        shift: try convolution(name + ".bn.mlp_bias", shared, side: 3))
                }
                stream[level - 1] = raised.leaky
            }
            return stream
        }

        private func convolution(_ name: String, _ map: Planes, side: Int, stride: Int = 1) throws -> Planes {
            Reference.convolution(
                map, weights: try checkpoint.values(name + ".weight"), bias: try checkpoint.values(name + ".bias"), side: side, stride: stride)
        }

        private func transposedConvolution(_ name: String, _ map: Planes) throws -> Planes {
            Reference.transposedConvolution(map, weights: try checkpoint.values(name + ".weight"), bias: try checkpoint.values(name + ".bias"))
        }

        private func normalized(_ name: String, _ map: Planes, isAffine: Bool) throws -> Planes {
            let ones = [Float](repeating: 1, count: map.channels), zeros = [Float](repeating: 0, count: map.channels)
            return Reference.batchNormalization(
                map, mean: try checkpoint.values(name + ".running_mean"), variance: try checkpoint.values(name + ".running_var"),
                scale: isAffine ? try checkpoint.values(name + ".weight") : ones,
                shift: isAffine ? try checkpoint.values(name + ".bias") : zeros)
        }
    }

    static func batchNormalization(_ map: Planes, mean: [Float], variance: [Float], scale: [Float], shift: [Float]) -> Planes {
        map.changed { value, channel in
            (value - Double(mean[channel])) / (Double(variance[channel]) + 1e-5).squareRoot() * Double(scale[channel]) + Double(shift[channel])
        }
    }

    /// Point-wise normalization's last step (paper, equation 1): a scale around 1 and a shift for every sample.
    static func modulated(_ map: Planes, scale: Planes, shift: Planes) -> Planes {
        var result = map
        for index in map.values.indices {
            result.values[index] = Float(Double(map.values[index]) * (1 + Double(scale.values[index])) + Double(shift.values[index]))
        }
        return result
    }
}

extension Planes {
    func changed(_ change: (_ value: Double, _ channel: Int) -> Double) -> Planes {
        Planes(
            width: width, height: height, channels: channels,
            values: values.enumerated().map { Float(change(Double($1), $0 / area)) })
    }

    var leaky: Planes { changed { value, _ in value < 0 ? 0.2 * value : value } }

    /// Bilinear, with half-pixel centers and clamped edges.
    var doubled: Planes {
        var result = Planes(width: 2 * width, height: 2 * height, channels: channels)
        for channel in 0..<channels {
            for y in 0..<result.height {
                for x in 0..<result.width {
                    let (left, top) = ((Double(x) + 0.5) / 2 - 0.5, (Double(y) + 0.5) / 2 - 0.5)
                    var sum = 0.0
                    for row in [Int(top.rounded(.down)), Int(top.rounded(.down)) + 1] {
                        for column in [Int(left.rounded(.down)), Int(left.rounded(.down)) + 1] {
                            let weight = (1 - abs(left - Double(column))) * (1 - abs(top - Double(row)))
                            sum += weight * Double(self[min(max(0, column), width - 1), min(max(0, row), height - 1), channel])
                        }
                    }
                    result[x, y, channel] = Float(sum)
                }
            }
        }
        return result
    }
}
