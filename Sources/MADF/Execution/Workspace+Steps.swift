/// The layers of a network as steps on the maps.
extension Workspace {
    func makeSteps(_ layers: Layers) -> [Step] {
        let levels = 1...layers.levels.count, downwards = levels.reversed()
        return levels.flatMap { encoder($0, layers) } + downwards.flatMap { recovery($0, .coarse, layers) }
            + downwards.flatMap { recovery($0, .first, layers) } + layers.syntheses.indices.flatMap { refinement($0 + 1, layers) }
    }

    private func encoder(_ level: Int, _ layers: Layers) -> [Step] {
        let layer = layers.levels[level - 1], kernel = kernel
        let below = level == 1 ? (features: [input], mask: [input]) : (features: [features[level - 2]], mask: [masks[level - 2]])
        let here = (features: features[level - 1], mask: masks[level - 1]), skip = skips[level], sources = [here.features]
        let windows = here.features.width * here.features.height
        return [
            Step(
                name: "filter_gen_\(level)", stage: .coarse, map: here.features, mask: here.mask,
                cost: { _ in (windows + 8) * layer.filter.partSize + windows * layer.filter.mask.inputs * layer.filter.mask.outputs }
            ) { execution, places in
                here.features.clearBorder()
                here.mask.clearBorder()
                execution.encode(layer.filter, below, into: here, uniform: places.uniform[level], kernel: kernel)
            },
            Step(
                name: "enc_up_\(level)", stage: .coarse, map: skip,
                cost: { $0.cone.skips[level].count * layer.skip.inputs * layer.skip.outputs }
            ) { execution, places in
                skip.clearBorder()
                execution.convolve(
                    layer.skip, .square(side: 1, stride: 1), of: sources, at: places.cone.skips[level].list(in: execution.lists),
                    width: skip.width, .store(skip, slope: 0))
            },
        ]
    }

    /// One level of the recovery decoder: what the coarse output depends on, or what of the rest only the refinements read.
    private func recovery(_ level: Int, _ stage: Stage, _ layers: Layers) -> [Step] {
        let layer = layers.levels[level - 1], below = level - 1, isCoarse = stage == .coarse
        let source = [streams[0][level]], upsampled = upsampled[0][below], sources = [skips[below], upsampled]
        let target = level > 1 ? streams[0][below] : outputs[0]
        let suffix = isCoarse ? "" : ".rest"
        func part(_ places: Places) -> Cone.Part { isCoarse ? places.cone.coarse[below] : places.cone.rest[below] }
        return [
            Step(
                name: "deconv_\(level)\(suffix)", stage: stage, map: upsampled,
                cost: { part($0).read.count * layer.upsampling.cost }
            ) { execution, places in
                if isCoarse { upsampled.clearBorder() }
                execution.upsample(layer.upsampling, of: source, at: part(places).read, into: upsampled, slope: level > 1 ? 0.2 : 1)
            },
            Step(
                name: "att_conv_\(level)\(suffix)", stage: stage, map: target,
                cost: { part($0).positions.count * layer.blend.cost(width: target.width) }
            ) { execution, places in
                if isCoarse { target.clearBorder() }
                execution.convolve(
                    layer.blend, of: sources, available: (isCoarse ? places.cone.coarse : places.cone.streams[0])[below].read,
                    at: part(places).positions, .store(target, slope: level > 1 ? 0 : 1))
            },
        ]
    }

    /// The decoder of refinement `k`, 1 ... K, guided by the stream before.
    private func refinement(_ k: Int, _ layers: Layers) -> [Step] {
        let stage: Stage = k == 1 ? .first : .final
        let synthesis = layers.syntheses[k - 1], reduced = reduced[k], earlier = Array(outputs[..<k]), input = input
        let sources = [streams[k][1]], output = outputs[k]
        return (2...layers.levels.count).reversed().flatMap { refinement(k, level: $0, stage, layers) } + [
            Step(name: "dec_ref\(k - 1)_1", stage: stage, map: output, cost: { $0.cone.wanted.count * 64 }) { execution, places in
                execution.convolve(
                    synthesis.reduction, .square(side: 1, stride: 1), of: sources, at: places.cone.half.list(in: execution.lists),
                    width: reduced.width, .store(reduced, slope: 1))
                execution.synthesize(
                    synthesis, reduced: reduced, earlier: earlier, input: input, at: places.cone.wanted, into: output)
            }
        ]
    }

    private func refinement(_ k: Int, level: Int, _ stage: Stage, _ layers: Layers) -> [Step] {
        let layer = layers.levels[level - 1].refinements[k - 1], below = level - 1
        let source = [streams[k][level]], upsampled = upsampled[k][below], hidden = [hidden[k][below]], target = streams[k][below]
        let guides = [streams[k - 1][below]]
        let name = "dec_ref\(k - 1)_\(level)"
        func upsampling(_ name: String, into map: FeatureMap, slope: Float) -> Step {
            Step(
                name: name, stage: stage, map: map, cost: { $0.cone.streams[k][below].positions.count * layer.upsampling.cost }
            ) { execution, places in
                map.clearBorder()
                execution.upsample(layer.upsampling, of: source, at: places.cone.streams[k][below].positions, into: map, slope: slope)
            }
        }
        guard let guidance = layer.guidance else { return [upsampling(name, into: target, slope: 0.2)] }
        return [
            upsampling(name + ".deconv", into: upsampled, slope: 1),
            Step(
                name: name + ".bn.mlp_shared", stage: stage, map: hidden[0],
                cost: { $0.cone.streams[k][below].read.count * guidance.shared.cost(width: target.width) }
            ) { execution, places in
                hidden[0].clearBorder()
                execution.convolve(
                    guidance.shared, of: guides, available: places.cone.streams[k - 1][below].positions,
                    at: places.cone.streams[k][below].read, .store(hidden[0], slope: 0))
            },
            Step(
                name: name, stage: stage, map: target,
                cost: { $0.cone.streams[k][below].positions.count * guidance.modulation.cost(width: target.width) }
            ) { execution, places in
                let part = places.cone.streams[k][below]
                target.clearBorder()
                execution.convolve(
                    guidance.modulation, of: hidden, available: part.read, at: part.positions, .modulate(upsampled, into: target))
            },
        ]
    }
}
