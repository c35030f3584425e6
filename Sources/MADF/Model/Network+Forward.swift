import Workers

extension Network {
    /// The outputs of the whole network as a checkpoint's authors see them, for comparison with other implementations.
    ///
    /// - Parameters:
    ///   - image: `[3][height][width]`, normalized, zero in the hole.
    ///   - hole: `[height][width]`, not 0 in the hole.
    ///   - wanted: where outputs are to be computed; everywhere unless told. Elsewhere they are zero.
    ///   - report: called after each layer.
    /// - Returns: `[3][height][width]` for each stage, normalized.
    package func forward(
        image: [Float], hole: [UInt8], wanted: [UInt8]? = nil, width: Int, height: Int, through last: Stage = .final,
        on pool: WorkerPool, cancellation: Cancellation = Cancellation(), report: (StepReport) -> Void = { _ in }
    ) throws(Cancelled) -> [Stage: [Float]] {
        let wanted = wanted ?? [UInt8](repeating: 1, count: width * height)
        var results: [Stage: [Float]] = [:]
        try run(
            image: image, mean: [0, 0, 0], deviation: [1, 1, 1], hole: hole, wanted: wanted, width: width, height: height, through: last, on: pool,
            cancellation: cancellation, progress: report,
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
