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

    @inline(__always) private func apply<Value>(
        to values: inout [Value], _ width: Int, _ height: Int, zero: Value, _ add: (inout Value, Value, Float) -> Void
    ) {
        let radius = weights.count / 2
        var line = [Value](repeating: zero, count: max(width, height))
        values.withUnsafeMutableBufferPointer { values in
            for y in 0..<height { pass(values, start: y * width, step: 1, count: width) }
            for x in 0..<width { pass(values, start: x, step: width, count: height) }
        }
        func pass(_ values: UnsafeMutableBufferPointer<Value>, start: Int, step: Int, count: Int) {
            for index in 0..<count { line[index] = values[start + index * step] }
            for index in 0..<count {
                var sum = zero
                switch edges {
                case .nothing:
                    for other in max(0, index - radius)...min(count - 1, index + radius) {
                        add(&sum, line[other], weights[other - index + radius])
                    }
                case .repeated:
                    for tap in -radius...radius {
                        add(&sum, line[min(count - 1, max(0, index + tap))], weights[tap + radius])
                    }
                }
                values[start + index * step] = sum
            }
        }
    }
}
