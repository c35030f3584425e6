import System
import Workers

extension Network {
    /// `run` in the network's own terms: outputs come as maps, of which only the positions that are wanted hold anything, and
    /// `report` is called after each layer.
    func run(
        _ input: NetworkInput, scale: ColorScale, through last: Stage, work: Work, report: (StepReport) -> Void,
        output: (Stage, FeatureMap, Positions) -> Void
    ) throws(Cancelled) {
        let multiple = configuration.sideMultiple
        precondition(input.width % multiple == 0 && input.height % multiple == 0)
        let refinements = min(configuration.refinements, last == .coarse ? 0 : last == .first ? 1 : .max)
        let workspace = takeWorkspace(width: input.width, height: input.height, workers: work.pool.threads)
        defer { keep(workspace) }
        let execution = Execution(kernels, work, workspace.scratch)
        fill(workspace.maps.input, input, scale, execution)
        let geometry = HoleGeometry(
            wanted: Positions(width: input.width, height: input.height, marks: input.wanted),
            mask: UniformWindows(hole: input.hole, width: input.width, height: input.height), kernels: configuration.kernels,
            refinements: refinements)
        let pass = ForwardPass(layers: layers, maps: workspace.maps, geometry: geometry, kernel: workspace.kernel)
        let stages = Stage.allCases.filter { $0 <= last }.map { (stage: $0, steps: pass.steps(to: $0).filter { $0.cost > 0 }) }
        let total = stages.flatMap(\.steps).reduce(1) { $0 + $1.cost }
        var done = 0
        for (stage, steps) in stages {
            for step in steps {
                let made = try perform(step, to: stage, execution)
                done += step.cost
                work.report(Double(done) / Double(total))
                report(made)
            }
            // A network with fewer refinements gives its last output for the later stages too.
            let decoder = stage == .final ? refinements : min(stage.rawValue, refinements)
            output(stage, workspace.maps.outputs[decoder], geometry.cone.wanted)
        }
    }

    private func perform(_ step: Step, to stage: Stage, _ execution: Execution) throws(Cancelled) -> StepReport {
        try execution.check()
        let (multiplications, packings) = (execution.multiplications, execution.packings), start = MonotonicClock.seconds
        step.body(execution)
        try execution.check()
        return StepReport(
            name: step.name, stage: stage, seconds: MonotonicClock.seconds - start,
            multiplications: execution.multiplications - multiplications, packings: execution.packings - packings,
            map: step.map, mask: step.mask)
    }

    /// Normalized image and mask, zero in the hole.
    private func fill(_ map: FeatureMap, _ input: NetworkInput, _ scale: ColorScale, _ execution: Execution) {
        map.clearBorder()
        let plane = map.width * map.height
        execution.run(tasks: map.height) { y, _ in
            let values = input.image.span, hole = input.hole.span
            for x in 0..<map.width {
                let index = y * map.width + x
                let seen = SIMD4(values[index], values[plane + index], values[2 * plane + index], 1)
                let pixel = hole[index] == 0 ? (seen - scale.mean) / scale.deviation : .zero
                UnsafeMutableRawPointer(map.pixel(x, y)).storeBytes(of: pixel, as: SIMD4<Float>.self)
            }
        }
    }
}
