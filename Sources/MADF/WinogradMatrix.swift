/// Weights of a 3 x 3 convolution transformed for Winograd F(4, 3): 36 matrices `[inputs][outputs]` in panels.
///
/// Points 0, +-1/sqrt(2), +-sqrt(2), infinity (Lavin and Gray, "Fast algorithms for convolutional neural networks",
/// with the points of ncnn): in float32 the largest error stays near 1e-5 of the output's RMS, where the usual
/// points +-1, +-2 give 5e-5.
struct WinogradMatrix: Sendable {
    static let components = 36

    let matrix: PackedMatrix
    /// `[36][inputs * outputs]`, each in the panels of `matrix`, whose own weights stay empty.
    let weights: FloatBuffer

    var inputs: Int { matrix.inputs }
    var outputs: Int { matrix.outputs }

    /// Rows of G: g~ = G g G^T.
    private static let rows: [SIMD3<Float>] = {
        let a = Float(0.5).squareRoot(), b = Float(2).squareRoot()
        return [
            SIMD3(1, 0, 0), SIMD3(1, a, 0.5) * (-2 / 3), SIMD3(1, -a, 0.5) * (-2 / 3),
            SIMD3(1, b, 2) / 6, SIMD3(1, -b, 2) / 6, SIMD3(0, 0, 1),
        ]
    }()

    init(inputs: Int, outputs: Int) {
        matrix = PackedMatrix(inputs: inputs, outputs: outputs)
        weights = FloatBuffer(count: Self.components * inputs * matrix.outputs)
    }

    /// Sets the kernel between one input and output: nine weights, row by row.
    func set(input: Int, output: Int, kernel: UnsafePointer<Float>) {
        let size = inputs * outputs, place = weights.pointer + matrix.index(input: input, output: output)
        for (row, left) in Self.rows.enumerated() {
            var line = SIMD3<Float>(repeating: 0)
            for tap in 0..<3 { line += left[tap] * SIMD3(kernel[3 * tap], kernel[3 * tap + 1], kernel[3 * tap + 2]) }
            for (column, right) in Self.rows.enumerated() { place[(6 * row + column) * size] = (line * right).sum() }
        }
    }
}
