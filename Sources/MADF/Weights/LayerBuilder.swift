import Checkpoints

/// Reads tensors by their names in a checkpoint and packs them into layers.
struct LayerBuilder {
    let checkpoint: Checkpoint
    let configuration: Configuration

    private func values(_ name: String) throws(CheckpointError) -> [Float] { try checkpoint.values(name) }

    func layers() throws(CheckpointError) -> Layers {
        var levels: [Layers.Level] = [], syntheses: [Synthesis] = []
        for level in 1...configuration.levels { levels.append(try self.level(level)) }
        for k in 0..<configuration.refinements { syntheses.append(try synthesis(k)) }
        return Layers(levels: levels, syntheses: syntheses)
    }

    private func level(_ level: Int) throws(CheckpointError) -> Layers.Level {
        let inner = configuration.encoderChannels[level - 1], outer = configuration.encoderChannels[level]
        let below = configuration.decoderChannels[level - 1], here = configuration.decoderChannels[level]
        var refinements: [Layers.Refinement] = []
        if level > 1 {
            for k in 0..<configuration.refinements { refinements.append(try refinement("dec_ref\(k)_\(level)", here, below)) }
        }
        return Layers.Level(
            filter: try filter(level, inner, outer),
            skip: try pointwise("enc_up_\(level).0", inputs: outer),
            upsampling: try upsampling("deconv_\(level).0", here, below, level > 1 ? (name: "deconv_\(level).1", isAffine: true) : nil),
            blend: level > 1
                ? try convolution(["att_conv_\(level).conv.0"], sources: [below, below], outputs: below) : try coarseBlend(),
            refinements: refinements)
    }

    private func filter(_ level: Int, _ inner: Int, _ outer: Int) throws(CheckpointError) -> MaskAwareFilter {
        let side = configuration.kernels[level], count = configuration.maskChannels, size = side * side
        let name = "filter_gen_\(level)", isFirst = level == 1
        var maskWeights = try values(name + ".conv.0.weight"), generator = try values(name + ".conv1.0.weight")
        var bias = try values(name + ".conv1.0.bias")
        if isFirst {
            maskWeights = maskWeights.addingMasks(from: 0, of: 3, inner: size)
            generator = generator.addingMasks(from: 3, of: 6, inner: size * outer * count)
            bias = bias.addingMasks(from: 3, of: 6, inner: size * outer)
        }
        // At level 1 image and mask lie in one narrow map, the mask last.
        let mask = PackedMatrix(
            square: maskWeights, bias: try values(name + ".conv.0.bias"), side: side, channels: isFirst ? 1 : count,
            first: isFirst ? 3 : 0, spread: isFirst ? MapShape.narrow : count.roundedUp(to: 8))
        return MaskAwareFilter(
            side: side, mask: mask, generator: generator, bias: bias, inputs: isFirst ? 4 : inner,
            spread: isFirst ? MapShape.narrow : inner.roundedUp(to: 8), outputs: outer)
    }

    /// The convolution at full size, whose skip is image and mask.
    private func coarseBlend() throws(CheckpointError) -> Convolution {
        let weights = try values("att_conv_1.conv.0.weight").addingMasks(from: 3, of: 9, inner: 9)
        let bias = try values("att_conv_1.conv.0.bias")
        return Convolution(sources: [4, 3], outputs: 3, isNarrow: true) { (weights, bias) }
    }

    private func refinement(_ name: String, _ here: Int, _ below: Int) throws(CheckpointError) -> Layers.Refinement {
        if configuration.normalization == .batch {
            return Layers.Refinement(
                upsampling: try upsampling(name + ".deconv", here, below, (name: name + ".bn", isAffine: true)), modulation: nil)
        }
        return Layers.Refinement(
            upsampling: try upsampling(name + ".deconv", here, below, (name: name + ".bn.batch_norm", isAffine: false)),
            modulation: Layers.Modulation(
                shared: try convolution([name + ".bn.mlp_shared.0"], sources: [below], outputs: configuration.modulationChannels),
                scaleAndShift: try convolution(
                    [name + ".bn.mlp_scale", name + ".bn.mlp_bias"], sources: [configuration.modulationChannels], outputs: below,
                    added: [1, 0])))
    }

    private func pointwise(_ name: String, inputs: Int) throws(CheckpointError) -> PackedMatrix {
        PackedMatrix(
            square: try values(name + ".weight"), bias: try values(name + ".bias"), side: 1, channels: inputs,
            spread: inputs.roundedUp(to: 8))
    }

    /// With the batch normalization that follows it, which may have an affine part; nil where none follows: then RGB comes out.
    private func upsampling(
        _ name: String, _ inputs: Int, _ outputs: Int, _ normalization: (name: String, isAffine: Bool)?
    ) throws(CheckpointError) -> TransposedConvolution {
        var folded = BatchNormalization(none: outputs)
        if let (name, isAffine) = normalization {
            folded = BatchNormalization(
                mean: try values(name + ".running_mean"), variance: try values(name + ".running_var"),
                scale: isAffine ? try values(name + ".weight") : folded.factor,
                shift: isAffine ? try values(name + ".bias") : folded.offset)
        }
        return TransposedConvolution(
            weights: try values(name + ".weight"), bias: try values(name + ".bias"), inputs: inputs, normalization: folded,
            isNarrow: normalization == nil)
    }

    /// One convolution of the layers `names` side by side, each padded to a multiple of 8 outputs (when there are several);
    /// `added` goes to their biases.
    private func convolution(
        _ names: [String], sources: [Int], outputs: Int, added: [Float] = [0]
    ) throws(CheckpointError) -> Convolution {
        for name in names {
            _ = try values(name + ".weight")
            _ = try values(name + ".bias")
        }
        let checkpoint = checkpoint, padded = names.count > 1 ? outputs.roundedUp(to: 8) : outputs
        let size = 9 * sources.reduce(0, +)
        return Convolution(sources: sources, outputs: names.count * padded) {
            var weights: [Float] = [], bias: [Float] = []
            for (name, addend) in zip(names, added) {
                // Both were read once above, and a mapped file does not change its mind about what it holds.
                weights += (try? checkpoint.values(name + ".weight")) ?? []
                bias += ((try? checkpoint.values(name + ".bias")) ?? []).map { $0 + addend }
                weights += [Float](repeating: 0, count: (padded - outputs) * size)
                bias += [Float](repeating: 0, count: padded - outputs)
            }
            return (weights, bias)
        }
    }

    /// The 1 x 1 convolution over (doubled map, coarse, earlier outputs, image and mask).
    private func synthesis(_ k: Int) throws(CheckpointError) -> Synthesis {
        let channels = configuration.decoderChannels[1], full = 7 + 3 * k
        let weights = try values("dec_ref\(k)_1.weight").addingMasks(from: channels + full - 1, of: channels + full + 2, inner: 1)
        let bias = try values("dec_ref\(k)_1.bias")
        let reduction = PackedMatrix(toRGBFrom: channels.roundedUp(to: 8))
        for input in 0..<channels { reduction.setRow(input, count: 3) { weights[$0 * (channels + full) + input] } }
        return Synthesis(
            reduction: reduction,
            weights: (channels..<channels + full).map { input in
                SIMD4(weights[input], weights[channels + full + input], weights[2 * (channels + full) + input], 0)
            }, bias: SIMD4(bias[0], bias[1], bias[2], 0))
    }
}

extension [Float] {
    /// Weights `[...][channels][inner]` for one mask where channels `first`, `first + 1` and `first + 2` all are that mask: the
    /// first one's, to which the other two's are added.
    fileprivate func addingMasks(from first: Int, of channels: Int, inner: Int) -> [Float] {
        let size = channels * inner
        var result: [Float] = []
        result.reserveCapacity(count / channels * (channels - 2))
        for start in stride(from: 0, to: count, by: size) {
            let masks = start + first * inner
            result += self[start..<masks]
            for index in masks..<masks + inner { result.append(self[index] + self[index + inner] + self[index + 2 * inner]) }
            result += self[masks + 3 * inner..<start + size]
        }
        return result
    }
}
