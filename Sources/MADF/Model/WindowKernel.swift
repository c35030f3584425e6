/// The kernel of one window of a mask-aware convolution.
package struct WindowKernel: Equatable, Sendable {
    package let outputs, inputs, side: Int
    /// `[outputs][inputs][side][side]`
    package private(set) var values: [Float]

    init(outputs: Int, inputs: Int, side: Int) {
        self.outputs = outputs
        self.inputs = inputs
        self.side = side
        values = [Float](repeating: 0, count: outputs * inputs * side * side)
    }

    /// The weight for output channel `output`, input channel `input`, and tap `row * side + column`.
    package internal(set) subscript(output: Int, input: Int, tap: Int) -> Float {
        get { values[(output * inputs + input) * side * side + tap] }
        set { values[(output * inputs + input) * side * side + tap] = newValue }
    }

    /// Root of the mean square.
    package var magnitude: Float { (values.reduce(0) { $0 + $1 * $1 } / Float(values.count)).squareRoot() }

    /// How far this kernel is from `other`, as a share of the other's magnitude.
    package func distance(to other: WindowKernel) -> Float {
        let squares = zip(values, other.values).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return (squares / Float(values.count)).squareRoot() / max(other.magnitude, .leastNormalMagnitude)
    }
}
