import System
import Workers

extension Network {
    /// `run` in the network's own terms, and outputs come as maps, of which only the positions in `wanted` hold anything: the
    /// hole, if nothing else is told.
    ///
    /// `image` is `[3][height][width]`; with `mean` taken off and divided by `deviation` it is what the network sees (Model.md,
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
            var execution = Execution(
                kernels: kernels, pool: pool, cancellation: cancellation, scratch: workspace.scratch, lists: lists)
            try lists.scoped { () throws(Cancelled) in
                fill(workspace.input, image, mean, deviation, hole, execution)
                let places = Places(
                    hole: hole, wanted: wanted ?? hole, width: width, height: height, configuration, refinements: refinements, in: lists)
                var total = 1, done = 0
                for step in workspace.steps where step.stage <= last { total += step.cost(places) }
                for stage in Stage.allCases where stage <= last {
                    for step in workspace.steps where step.stage == stage {
                        let cost = step.cost(places)
                        guard cost > 0 else { continue }
                        try cancellation.check()
                        let before = (execution.multiplications, execution.packings), start = MonotonicClock.seconds
                        lists.scoped { step.body(&execution, places) }
                        try cancellation.check()
                        done += cost
                        progress(
                            StepReport(
                                name: step.name, stage: stage, seconds: MonotonicClock.seconds - start,
                                multiplications: execution.multiplications - before.0, packings: execution.packings - before.1,
                                share: Double(done) / Double(total), map: step.map, mask: step.mask))
                    }
                    // A network with fewer refinements gives its last output for the later stages too.
                    output(
                        stage, workspace.outputs[stage == .final ? refinements : min(stage.rawValue, refinements)],
                        places.cone.wanted)
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
                execution.run(
                    tasks: input.height, with: (input, plane, values, mean, deviation, flags)
                ) { _, context, y, _ in
                    let (input, plane, values, mean, deviation, flags) = context
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
}
