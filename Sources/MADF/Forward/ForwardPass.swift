/// The forward pass through the network: its layers in the order in which they run (paper, figure 2), named as in checkpoints.
///
/// For l = 1 ... L the encoder makes m^l and e^l of those below, and the skip u^l of e^l. The recovery decoder goes from r^L = u^L
/// down to the coarse output: r^{l-1} = blend(u^{l-1}, up(r^l)). Refinement k does so from f^{L,k} = u^L, guided by the decoder
/// before: f^{l-1,k} = modulate(up(f^{l,k}), by f^{l-1,k-1}). `FeatureMaps` says how large each map is.
struct ForwardPass {
    let layers: Layers
    let maps: FeatureMaps<FeatureMap>
    let geometry: HoleGeometry
    /// Room for one part of any level's mask-aware kernel.
    let kernel: FloatBuffer

    private var levels: ClosedRange<Int> { 1...layers.levels.count }

    /// The steps between the output of the stage before and that of `stage`.
    func steps(to stage: Stage) -> [Step] {
        let downwards = levels.reversed(), refinements = 1..<geometry.cone.streams.count
        return switch stage {
        case .coarse:
            levels.flatMap(encoder) + downwards.flatMap { recovery($0, isRest: false) }
        case .first:
            downwards.flatMap { recovery($0, isRest: true) } + refinements.prefix(1).flatMap(refinement)
        case .final:
            refinements.dropFirst().flatMap(refinement)
        }
    }

    /// m^l and e^l, then the skip u^l.
    private func encoder(_ level: Int) -> [Step] {
        let layer = layers.levels[level - 1]
        let features = maps.features[level - 1], mask = maps.masks[level - 1], skip = maps.skips[level - 1]
        let below =
            level == 1
            ? (features: maps.input, mask: maps.input)
            : (features: maps.features[level - 2], mask: maps.masks[level - 2])
        let windows = features.width * features.height, positions = geometry.cone.skips[level]
        return [
            Step(
                name: "filter_gen_\(level)", map: features, mask: mask,
                cost: (windows + 8) * layer.filter.partSize + windows * layer.filter.mask.inputs * layer.filter.mask.outputs
            ) { execution in
                features.clearBorder()
                mask.clearBorder()
                execution.encode(
                    layer.filter, features: (below.features, features), mask: (below.mask, mask), geometry.uniform[level], kernel)
            },
            Step(
                name: "enc_up_\(level)", map: skip, cost: positions.count * layer.skip.inputs * layer.skip.outputs
            ) { execution in
                skip.clearBorder()
                execution.convolve(
                    layer.skip, .pixel, of: [features], at: positions.list, width: skip.width, .store(skip, slope: 0))
            },
        ]
    }

    /// r^{l-1}, or at level 1 the coarse output: where the coarse output depends on it, or the rest, which only refinements read.
    private func recovery(_ level: Int, isRest: Bool) -> [Step] {
        let layer = layers.levels[level - 1], below = level - 1
        let source = maps.stream(0, level), upsampled = maps.upsampled[0][below]
        let target = level > 1 ? maps.stream(0, below) : maps.outputs[0]
        let part = (isRest ? geometry.cone.rest : geometry.cone.coarse)[below]
        let available = (isRest ? geometry.cone.streams[0] : geometry.cone.coarse)[below].read
        let suffix = isRest ? ".rest" : ""
        return [
            Step(
                name: "deconv_\(level)\(suffix)", map: upsampled, cost: part.read.count * layer.upsampling.cost
            ) { execution in
                if !isRest { upsampled.clearBorder() }
                execution.upsample(layer.upsampling, of: source, at: part.read, into: upsampled, slope: level > 1 ? 0.2 : 1)
            },
            Step(
                name: "att_conv_\(level)\(suffix)", map: target,
                cost: part.positions.count * layer.blend.cost(width: target.width)
            ) { execution in
                if !isRest { target.clearBorder() }
                execution.convolve(
                    layer.blend, of: [maps.skip(below), upsampled], available: available, at: part.positions,
                    .store(target, slope: level > 1 ? 0 : 1))
            },
        ]
    }

    /// The decoder of refinement `k`, 1 ... K, guided by the decoder before, down to its output.
    private func refinement(_ k: Int) -> [Step] {
        let synthesis = layers.syntheses[k - 1], source = maps.stream(k, 1), reduced = maps.reduced[k], output = maps.outputs[k]
        return levels.dropFirst().reversed().flatMap { refinement(k, $0) } + [
            Step(name: "dec_ref\(k - 1)_1", map: output, cost: geometry.cone.wanted.count * 64) { execution in
                execution.convolve(
                    synthesis.reduction, .pixel, of: [source], at: geometry.cone.half.list, width: reduced.width,
                    .store(reduced, slope: 1))
                execution.synthesize(
                    synthesis, reduced: reduced, earlier: Array(maps.outputs[..<k]), input: maps.input, at: geometry.cone.wanted,
                    into: output)
            }
        ]
    }

    /// f^{l-1,k}.
    private func refinement(_ k: Int, _ level: Int) -> [Step] {
        let layer = layers.levels[level - 1].refinements[k - 1], below = level - 1, part = geometry.cone.streams[k][below]
        let source = maps.stream(k, level), target = maps.stream(k, below), name = "dec_ref\(k - 1)_\(level)"
        func upsampling(_ name: String, into map: FeatureMap, slope: Float) -> Step {
            Step(name: name, map: map, cost: part.positions.count * layer.upsampling.cost) { execution in
                map.clearBorder()
                execution.upsample(layer.upsampling, of: source, at: part.positions, into: map, slope: slope)
            }
        }
        guard let modulation = layer.modulation else { return [upsampling(name, into: target, slope: 0.2)] }
        let upsampled = maps.upsampled[k][below], hidden = maps.hidden[k][below], guide = maps.stream(k - 1, below)
        let available = geometry.cone.streams[k - 1][below].positions
        return [
            upsampling(name + ".deconv", into: upsampled, slope: 1),
            Step(
                name: name + ".bn.mlp_shared", map: hidden,
                cost: part.read.count * modulation.shared.cost(width: target.width)
            ) { execution in
                hidden.clearBorder()
                execution.convolve(
                    modulation.shared, of: [guide], available: available, at: part.read, .store(hidden, slope: 0))
            },
            Step(
                name: name, map: target, cost: part.positions.count * modulation.scaleAndShift.cost(width: target.width)
            ) { execution in
                target.clearBorder()
                execution.convolve(
                    modulation.scaleAndShift, of: [hidden], available: part.read, at: part.positions,
                    .modulate(upsampled, into: target))
            },
        ]
    }
}
