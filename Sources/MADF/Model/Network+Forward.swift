import Workers

extension Network {
    /// The outputs of the whole network as a checkpoint's authors see them, for comparison with other implementations.
    ///
    /// - Parameters:
    ///   - input: its image is normalized, and zero in the hole.
    ///   - report: called after each layer.
    /// - Returns: `[3][height][width]` for each stage, normalized, zero where no output is wanted.
    package func forward(
        _ input: NetworkInput, through last: Stage = .final, work: Work, report: (StepReport) -> Void = { _ in }
    ) throws(Cancelled) -> [Stage: [Float]] {
        let (width, height) = (input.width, input.height)
        var results: [Stage: [Float]] = [:]
        try run(
            input, scale: .normalized, through: last, work: work, report: report,
            output: { stage, map, wanted in
                var values = [Float](repeating: 0, count: 3 * width * height)
                wanted.forEach { x, y in
                    let pixel = map.pixel(x, y)
                    for channel in 0..<3 { values[(channel * height + y) * width + x] = pixel[channel] }
                }
                results[stage] = values
            })
        return results
    }
}
