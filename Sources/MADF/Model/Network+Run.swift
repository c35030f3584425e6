import System
import Workers

extension Network {
    /// `run` in the network's own terms: outputs come as maps, of which only the positions that are wanted hold anything, and
    /// `report` is called after each layer.
    func run(
        _ input: NetworkInput, scale: ColorScale, through last: Stage, work: Work, report: (StepReport) -> Void,
        output: (Stage, FeatureMap, Positions) -> Void
    ) throws(Cancelled) {
        let multiple = configuration.sideMultiple, (width, height) = (input.width, input.height)
        precondition(width % multiple == 0 && height % multiple == 0)
        let refinements = min(configuration.refinements, last == .coarse ? 0 : last == .first ? 1 : .max)
        try withWorkspace(width: width, height: height, workers: work.pool.threads) { (workspace: Workspace) throws(Cancelled) in
            let lists = workspace.lists
            var execution = Execution(
                kernels: kernels, pool: work.pool, cancellation: work.cancellation, scratch: workspace.scratch, lists: lists)
            try lists.scoped { () throws(Cancelled) in
                fill(workspace.input, input, scale, execution)
                let places = Places(
                    hole: input.hole, wanted: input.wanted, width: width, height: height, configuration, refinements: refinements, in: lists)
                var total = 1, done = 0
                for step in workspace.steps where step.stage <= last { total += step.cost(places) }
                for stage in Stage.allCases where stage <= last {
                    for step in workspace.steps where step.stage == stage {
                        let cost = step.cost(places)
                        guard cost > 0 else { continue }
                        try work.check()
                        let before = (execution.multiplications, execution.packings), start = MonotonicClock.seconds
                        lists.scoped { step.body(&execution, places) }
                        try work.check()
                        done += cost
                        work.report(Double(done) / Double(total))
                        report(
                            StepReport(
                                name: step.name, stage: stage, seconds: MonotonicClock.seconds - start,
                                multiplications: execution.multiplications - before.0, packings: execution.packings - before.1,
                                map: step.map, mask: step.mask))
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
    private func fill(_ map: FeatureMap, _ input: NetworkInput, _ scale: ColorScale, _ execution: Execution) {
        map.clearBorder()
        let plane = map.width * map.height
        input.image.withUnsafeBufferPointer { values in
            input.hole.withUnsafeBufferPointer { flags in
                execution.run(
                    tasks: map.height, with: (map, plane, values, scale, flags)
                ) { _, context, y, _ in
                    let (map, plane, values, scale, flags) = context
                    for x in 0..<map.width {
                        let pixel = map.pixel(x, y), index = y * map.width + x
                        let known: Float = flags[index] == 0 ? 1 : 0
                        for channel in 0..<3 {
                            pixel[channel] = known == 0
                                ? 0 : (values[channel * plane + index] - scale.mean[channel]) / scale.deviation[channel]
                        }
                        pixel[3] = known
                    }
                }
            }
        }
    }
}
