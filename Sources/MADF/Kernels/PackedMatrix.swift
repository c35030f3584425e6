/// Weights `[inputs][outputs]` cut into panels of up to 32 outputs, each `[inputs][width]`, with a bias.
///
/// The inner kernel reads a panel from end to end. Outputs are padded with zeros to a multiple of 8,
/// so that a padded channel of a map is always zero. Three outputs that go to a map of RGB are one panel `[3][inputs]`
/// instead: the kernel for it sums along the inputs.
struct PackedMatrix: Sendable {
    struct Panel: Sendable {
        /// First output, which is also where its bias begins.
        let column: Int
        let width: Int
        /// Where its weights begin in `weights`.
        let offset: Int
    }

    let inputs: Int
    /// Padded to a multiple of 8, or 3.
    let outputs: Int
    let panels: [Panel]
    let weights: FloatBuffer
    let bias: FloatBuffer

    /// All zero.
    init(inputs: Int, outputs: Int) {
        let padded = outputs.roundedUp(to: 8)
        self.init(
            inputs: inputs, outputs: padded, panels: Self.panels(inputs: inputs, outputs: padded),
            weights: FloatBuffer(count: inputs * padded), bias: FloatBuffer(count: padded))
    }

    /// All zero, with three outputs for a map of RGB.
    init(toRGBFrom inputs: Int) {
        self.init(
            inputs: inputs, outputs: 3, panels: [Panel(column: 0, width: 3, offset: 0)], weights: FloatBuffer(count: 3 * inputs),
            bias: FloatBuffer(count: 3))
    }

    init(inputs: Int, outputs: Int, panels: [Panel], weights: FloatBuffer, bias: FloatBuffer) {
        self.inputs = inputs
        self.outputs = outputs
        self.panels = panels
        self.weights = weights
        self.bias = bias
    }

    /// Of a convolution whose source has its `channels` from channel `first` on and `spread` in all: `weights` are
    /// `[bias.count][channels][side][side]`, inputs are ordered by tap and channel.
    init(square weights: [Float], bias: [Float], side: Int, channels: Int, first: Int = 0, spread: Int) {
        let taps = side * side
        self.init(inputs: taps * spread, outputs: bias.count)
        self.bias.set(bias)
        for tap in 0..<taps {
            for channel in 0..<channels {
                setRow(tap * spread + first + channel, count: bias.count) { weights[($0 * channels + channel) * taps + tap] }
            }
        }
    }

    static func panels(inputs: Int, outputs: Int) -> [Panel] {
        stride(from: 0, to: outputs, by: 32).map {
            Panel(column: $0, width: min(32, outputs - $0), offset: $0 * inputs)
        }
    }

    /// Where weight (`input`, `output`) lies in `weights`.
    func index(input: Int, output: Int) -> Int {
        let panel = panels[output / 32]
        return panel.offset + input * panel.width + output - panel.column
    }

    /// Sets the weights of one input, `value(output)` for `output` in `0 ..< count`.
    @inline(__always)
    func setRow(_ input: Int, count: Int, _ value: (_ output: Int) -> Float) {
        for panel in panels { setRow(input, of: panel, count: count, value) }
    }

    /// As above, of the outputs of one panel.
    @inline(__always)
    func setRow(_ input: Int, of panel: Panel, count: Int, _ value: (_ output: Int) -> Float) {
        let isRGB = panel.width == 3, stride = isRGB ? inputs : 1
        let row = weights.pointer + panel.offset + input * (isRGB ? 1 : panel.width)
        for output in 0..<max(0, min(panel.width, count - panel.column)) {
            row[output * stride] = value(panel.column + output)
        }
    }
}

extension Int {
    /// The smallest multiple of `step` that is not below.
    func roundedUp(to step: Int) -> Int { (self + step - 1) / step * step }
}
