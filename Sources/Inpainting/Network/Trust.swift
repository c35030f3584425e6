/// How far the network's fill can be expected to be off, by distance to the hole's edge.
struct Trust: Sendable {
    /// Mean squared low-passed error (0...255, summed over channels) by distance in `step` network pixels.
    private var bins: [Float]
    private static let step: Float = 4
    /// What even a perfect guess differs by from the best place to copy from.
    private static let floor: Float = 60

    /// Whether pieces that follow the network are nearer to the truth than those that do not.
    var isWorthwhile = true

    /// For a network of which nothing is known.
    static let unknown = Trust(bins: [400, 900, 1_600, 2_500])

    private init(bins: [Float]) { self.bins = bins }

    /// From errors measured on known places; nil without any. Farther in, a fill is never better.
    init?(_ measurements: [(depth: Float, squared: Float)]) {
        guard !measurements.isEmpty else { return nil }
        let count = Int(measurements.reduce(0) { max($0, $1.depth) } / Self.step) + 1
        var sums = [Float](repeating: 0, count: count), weights = sums
        for measurement in measurements {
            let bin = Int(measurement.depth / Self.step)
            sums[bin] += measurement.squared
            weights[bin] += 1
        }
        bins = []
        var largest: Float = 0
        for bin in 0..<count {
            if weights[bin] > 0 { largest = max(largest, sums[bin] / weights[bin]) }
            bins.append(largest)
        }
    }

    /// The squared error to be expected at a depth in network pixels.
    func variance(_ depth: Float) -> Float {
        bins[min(bins.count - 1, max(0, Int(depth / Self.step)))] + Self.floor
    }
}
