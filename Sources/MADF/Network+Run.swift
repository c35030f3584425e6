import Workers

extension Network {
    /// One layer's work, planned before the run so that its share of the whole is known.
    private struct Step {
        let name: String
        let stage: Stage
        /// Estimated, for progress: multiplications at every position.
        let cost: Int
        let map: FeatureMap
        var mask: FeatureMap?
        let body: () -> Void
    }

    /// `run` in the network's own terms, and outputs come as maps, of which only the positions in `wanted` hold anything: the
    /// hole, if nothing else is told.
    ///
    /// `image` is `[3][height][width]`; with `mean` taken off and divided by `deviation` it is what the network sees (MODEL.md,
    /// "Input and output").
    func run(
        image: [Float], mean: [Float], deviation: [Float], hole: [UInt8], wanted: [UInt8]? = nil, width: Int, height: Int,
        through last: Stage, on pool: WorkerPool, cancellation: Cancellation, progress: (StepReport) -> Void,
        output: (Stage, FeatureMap, Positions) -> Void
    ) throws(Cancelled) {
        let multiple = configuration.sideMultiple
        precondition(width > 0 && height > 0 && width % multiple == 0 && height % multiple == 0)
        let refinements = min(configuration.refinements, last == .coarse ? 0 : last == .first ? 1 : .max)
        try withWorkspace(width: width, height: height, workers: pool.threads) { (workspace: Workspace) throws(Cancelled) in
            let lists = workspace.lists
            let execution = Execution(
                kernels: kernels, pool: pool, cancellation: cancellation, scratch: workspace.scratch, lists: lists)
            try lists.scoped { () throws(Cancelled) in
                fill(workspace.input, image, mean, deviation, hole, execution)
                let cone = Cone(
                    wanted: wanted ?? hole, width: width, height: height, levels: configuration.levels, refinements: refinements,
                    in: lists)
                let steps = encoder(workspace, UniformWindows(hole: hole, width: width, height: height, in: lists), cone, execution)
                    + recovery(workspace, cone, execution)
                    + (1..<refinements + 1).flatMap { refinement($0, workspace, cone, execution) }
                let total = steps.reduce(1) { $0 + $1.cost }
                var done = 0
                for (index, step) in steps.enumerated() {
                    try cancellation.check()
                    let before = (execution.multiplications, execution.packings), start = MonotonicClock.seconds
                    lists.scoped(step.body)
                    try cancellation.check()
                    done += step.cost
                    progress(
                        StepReport(
                            name: step.name, stage: step.stage, seconds: MonotonicClock.seconds - start,
                            multiplications: execution.multiplications - before.0, packings: execution.packings - before.1, share: Double(done) / Double(total),
                            map: step.map, mask: step.mask))
                    guard index + 1 == steps.count || steps[index + 1].stage != step.stage else { continue }
                    output(step.stage, workspace.outputs[step.stage == .final ? refinements : step.stage.rawValue], cone.wanted)
                }
                // A network with fewer refinements gives its last output for the later stages too.
                for stage in Stage.allCases where stage.rawValue > refinements && stage <= last {
                    output(stage, workspace.outputs[refinements], cone.wanted)
                }
            }
        }
    }

    /// Normalized image and mask, zero in the hole.
    private func fill(
        _ input: FeatureMap, _ image: [Float], _ mean: [Float], _ deviation: [Float], _ hole: [UInt8], _ execution: Execution
    ) {
        input.clearBorder()
        let plane = input.width * input.height
        image.withUnsafeBufferPointer { values in
            hole.withUnsafeBufferPointer { flags in
                execution.run(tasks: input.height) { y, _ in
                    for x in 0..<input.width {
                        let pixel = input.pixel(x, y), index = y * input.width + x
                        let known: Float = flags[index] == 0 ? 1 : 0
                        for channel in 0..<3 {
                            pixel[channel] = known == 0 ? 0 : (values[channel * plane + index] - mean[channel]) / deviation[channel]
                        }
                        pixel[3] = known
                    }
                }
            }
        }
    }

    private func encoder(_ workspace: Workspace, _ mask: UniformWindows, _ cone: Cone, _ execution: Execution) -> [Step] {
        var uniform = mask
        return (1...configuration.levels).flatMap { level -> [Step] in
            let layer = layers.levels[level - 1]
            let below = level == 1
                ? (features: workspace.input, mask: workspace.input)
                : (features: workspace.features[level - 2], mask: workspace.masks[level - 2])
            let here = (features: workspace.features[level - 1], mask: workspace.masks[level - 1])
            let skip = workspace.skips[level]
            let lists = execution.lists
            let needed = level < configuration.levels
                ? cone.streams[0][level].dilated(in: lists)
                : cone.streams.dropFirst().reduce(cone.streams[0][level]) { $0.union($1[level], in: lists) }
            uniform = uniform.reduced(side: layer.filter.side, in: lists)
            let constant = uniform
            let windows = here.features.width * here.features.height
            return [
                Step(
                    name: "filter_gen_\(level)", stage: .coarse,
                    cost: (windows + 8) * layer.filter.partSize + windows * layer.filter.mask.inputs * layer.filter.mask.outputs,
                    map: here.features, mask: here.mask
                ) {
                    here.features.clearBorder()
                    here.mask.clearBorder()
                    execution.encode(layer.filter, below, into: here, uniform: constant, kernel: workspace.kernel)
                },
                Step(
                    name: "enc_up_\(level)", stage: .coarse, cost: needed.count * layer.skip.inputs * layer.skip.outputs, map: skip
                ) {
                    skip.clearBorder()
                    execution.convolve(
                        layer.skip, .square(side: 1, stride: 1), of: [here.features], at: needed.list(in: lists), width: skip.width,
                        .store(skip, slope: 0))
                },
            ]
        }
    }

    /// The recovery decoder: first what the coarse output depends on, and when that is out what only the refinements read.
    private func recovery(_ workspace: Workspace, _ cone: Cone, _ execution: Execution) -> [Step] {
        let lists = execution.lists, all = cone.streams[0], first = cone.coarse
        let read = all.map { $0.dilated(in: lists) }, readFirst = first.map { $0.dilated(in: lists) }
        let downwards = (1...configuration.levels).reversed()
        return downwards.flatMap { level in
            recovery(
                level, .coarse, reading: readFirst[level - 1], available: readFirst[level - 1], first[level - 1], workspace, execution)
        } + downwards.flatMap { level -> [Step] in
            let below = level - 1, rest = all[below].subtracting(first[below], in: lists)
            guard rest.count > 0 else { return [] }
            return recovery(
                level, .first, reading: read[below].subtracting(readFirst[below], in: lists), available: read[below], rest, workspace,
                execution)
        }
    }

    /// One level of the recovery decoder at `positions`: upsampled where that has not been done yet, in `reading`, and blended.
    private func recovery(
        _ level: Int, _ stage: Stage, reading: Positions, available: Positions, _ positions: Positions, _ workspace: Workspace,
        _ execution: Execution
    ) -> [Step] {
        let layer = layers.levels[level - 1], below = level - 1
        let upsampled = workspace.upsampled[0][below], sources = [workspace.skips[below], upsampled]
        let target = level > 1 ? workspace.streams[0][below] : workspace.outputs[0]
        let suffix = stage == .coarse ? "" : ".rest"
        return [
            Step(name: "deconv_\(level)\(suffix)", stage: stage, cost: reading.count * layer.upsampling.cost, map: upsampled) {
                if stage == .coarse { upsampled.clearBorder() }
                execution.upsample(
                    layer.upsampling, workspace.streams[0][level], at: reading, into: upsampled, slope: level > 1 ? 0.2 : 1)
            },
            Step(
                name: "att_conv_\(level)\(suffix)", stage: stage,
                cost: positions.count * layer.blend.cost(width: positions.width), map: target
            ) {
                if stage == .coarse { target.clearBorder() }
                execution.convolve(
                    layer.blend, of: sources, available: available, at: positions, .store(target, slope: level > 1 ? 0 : 1))
            },
        ]
    }

    /// The decoder of refinement `k`, 1 ... K, guided by the stream before.
    private func refinement(_ k: Int, _ workspace: Workspace, _ cone: Cone, _ execution: Execution) -> [Step] {
        let stage: Stage = k == 1 ? .first : .final
        let streams = workspace.streams
        var steps = (2...configuration.levels).reversed().flatMap { level -> [Step] in
            let layer = layers.levels[level - 1].refinements[k - 1], below = level - 1
            let upsampled = workspace.upsampled[k][below], hidden = workspace.hidden[k][below]
            let guide = streams[k - 1][below], target = streams[k][below]
            let positions = cone.streams[k][below], around = positions.dilated(in: execution.lists)
            let name = "dec_ref\(k - 1)_\(level)"
            guard let guidance = layer.guidance else {
                return [
                    Step(name: name, stage: stage, cost: positions.count * layer.upsampling.cost, map: target) {
                        target.clearBorder()
                        execution.upsample(layer.upsampling, streams[k][level], at: positions, into: target, slope: 0.2)
                    }
                ]
            }
            return [
                Step(
                    name: name + ".deconv", stage: stage, cost: positions.count * layer.upsampling.cost, map: upsampled
                ) {
                    execution.upsample(layer.upsampling, streams[k][level], at: positions, into: upsampled, slope: 1)
                },
                Step(
                    name: name + ".bn.mlp_shared", stage: stage, cost: around.count * guidance.shared.cost(width: around.width),
                    map: hidden
                ) {
                    hidden.clearBorder()
                    execution.convolve(
                        guidance.shared, of: [guide], available: cone.streams[k - 1][below], at: around, .store(hidden, slope: 0))
                },
                Step(
                    name: name, stage: stage, cost: positions.count * guidance.modulation.cost(width: positions.width),
                    map: target
                ) {
                    target.clearBorder()
                    execution.convolve(
                        guidance.modulation, of: [hidden], available: around, at: positions, .modulate(upsampled, into: target))
                },
            ]
        }
        let synthesis = layers.syntheses[k - 1], half = cone.wanted.halved(in: execution.lists), reduced = workspace.reduced[k]
        let output = workspace.outputs[k]
        steps.append(Step(name: "dec_ref\(k - 1)_1", stage: stage, cost: cone.wanted.count * 64, map: output) {
            execution.convolve(
                synthesis.reduction, .square(side: 1, stride: 1), of: [streams[k][1]], at: half.list(in: execution.lists),
                width: half.width, .store(reduced, slope: 1))
            execution.synthesize(
                synthesis, reduced: reduced, earlier: Array(workspace.outputs[..<k]), input: workspace.input, at: cone.wanted,
                into: output)
        })
        return steps
    }
}

extension TransposedConvolution {
    /// Multiplications of one output.
    fileprivate var cost: Int { phases[0].inputs * phases[0].outputs }
}

extension Convolution {
    /// Multiplications of one output on a map `width` wide.
    fileprivate func cost(width: Int) -> Int {
        let pairs = sources.reduce(0, +) * outputs
        guard let tile = winogradTile(width: width) else { return 9 * pairs }
        return pairs * (tile + 2) * (tile + 2) / (tile * tile)
    }
}
