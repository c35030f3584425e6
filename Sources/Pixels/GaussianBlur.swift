import RealModule

/// A separable Gaussian that sums to 1.
public struct GaussianBlur {
    /// What lies beyond the edges of a picture.
    public enum Edges {
        case nothing
        /// The outermost pixels go on.
        case repeated
    }

    private let weights: [Float]
    private let edges: Edges

    /// Cut at `radius` pixels, three sigmas unless told.
    public init(sigma: Float, radius: Int? = nil, edges: Edges = .nothing) {
        self.edges = edges
        let radius = radius ?? max(1, Int((3 * sigma).rounded(.up)))
        let values = (-radius...radius).map { Float.exp(-Float($0 * $0) / (2 * sigma * sigma)) }
        let sum = values.reduce(0, +)
        weights = values.map { $0 / sum }
    }

    public func apply(to values: inout [SIMD4<Float>], width: Int, height: Int) {
        apply(to: &values, width, height, zero: .zero) { $0 += $1 * $2 }
    }

    public func apply(to values: inout [Float], width: Int, height: Int) {
        apply(to: &values, width, height, zero: 0) { $0 += $1 * $2 }
    }

    /// Columns that are blurred side by side: what is next to each other in memory is used together.
    private static let lanes = 16
    /// Sums that are found at the same time, a multiple of that.
    private static let sums = 128

    @inline(__always) private func apply<Value>(
        to values: inout [Value], _ width: Int, _ height: Int, zero: Value, _ add: (inout Value, Value, Float) -> Void
    ) {
        let radius = weights.count / 2
        var lines = [Value](repeating: zero, count: max(width + 2 * radius, (height + 2 * radius) * min(width, Self.lanes)) + Self.sums)
        values.withUnsafeMutableBufferPointer { values in
            lines.withUnsafeMutableBufferPointer { lines in
                weights.withUnsafeBufferPointer { weights in
                    for y in 0..<height { pass(values, y * width, step: 1, count: width, lanes: 1, lines, weights) }
                    for x in stride(from: 0, to: width, by: Self.lanes) {
                        pass(values, x, step: width, count: height, lanes: min(Self.lanes, width - x), lines, weights)
                    }
                }
            }
        }
        /// Blurs `lanes` lines of values that are `step` apart, in `lines`, where they lie between what is beyond their ends.
        func pass(
            _ values: UnsafeMutableBufferPointer<Value>, _ start: Int, step: Int, count: Int, lanes: Int,
            _ lines: UnsafeMutableBufferPointer<Value>, _ weights: UnsafeBufferPointer<Float>
        ) {
            for index in -radius..<count + radius {
                let from = start + min(count - 1, max(0, index)) * step
                let isBeyond = index < 0 || index >= count
                for lane in 0..<lanes { lines[(index + radius) * lanes + lane] = isBeyond && edges == .nothing ? zero : values[from + lane] }
            }
            // Sums side by side do not wait for each other; behind the lines there is room for them.
            let sums = UnsafeMutableBufferPointer(rebasing: lines.suffix(Self.sums))
            for first in stride(from: 0, to: count, by: Self.sums / lanes) {
                let places = first..<min(count, first + Self.sums / lanes)
                sums.update(repeating: zero)
                for tap in weights.indices {
                    let from = lines.baseAddress! + (first + tap) * lanes
                    for number in 0..<places.count * lanes { add(&sums[number], from[number], weights[tap]) }
                }
                for index in places {
                    for lane in 0..<lanes { values[start + index * step + lane] = sums[(index - first) * lanes + lane] }
                }
            }
        }
    }
}
