/// Weights of a 3 x 3 convolution transformed for Winograd F(t, 3): n * n matrices `[inputs][outputs]` in panels, n = t + 2.
///
/// Lavin and Gray, "Fast algorithms for convolutional neural networks". F(4, 3) has the points 0, +-1/sqrt(2), +-sqrt(2) of
/// ncnn: in float32 its largest error stays near 1e-5 of the output's RMS, where the usual points +-1, +-2 give 5e-5.
struct WinogradMatrix: Sendable {
    /// Outputs along a side of a tile, t: 4 or 2.
    let tile: Int
    let matrix: PackedMatrix
    /// `[n * n][inputs * outputs]`, each in the panels of `matrix`, whose own weights stay empty.
    let weights: FloatBuffer

    var inputs: Int { matrix.inputs }
    var outputs: Int { matrix.outputs }
    /// Inputs along a side of a tile, n.
    var side: Int { tile + 2 }
    var components: Int { side * side }

    /// Rows of G, by t: g~ = G g G^T.
    private static let rows: [Int: [SIMD3<Float>]] = {
        let a = Float(0.5).squareRoot(), b = Float(2).squareRoot()
        return [
            4: [
                SIMD3(1, 0, 0), SIMD3(1, a, 0.5) * (-2 / 3), SIMD3(1, -a, 0.5) * (-2 / 3),
                SIMD3(1, b, 2) / 6, SIMD3(1, -b, 2) / 6, SIMD3(0, 0, 1),
            ],
            2: [SIMD3(1, 0, 0), SIMD3(0.5, 0.5, 0.5), SIMD3(0.5, -0.5, 0.5), SIMD3(0, 0, 1)],
        ]
    }()

    init(tile: Int, inputs: Int, outputs: Int) {
        self.tile = tile
        matrix = PackedMatrix(inputs: inputs, outputs: outputs)
        weights = FloatBuffer(count: (tile + 2) * (tile + 2) * inputs * matrix.outputs)
    }

    /// Sets the kernel between one input and output: nine weights, row by row.
    func set(input: Int, output: Int, _ kernel: Span<Float>) {
        let rows = Self.rows[tile]!, size = inputs * outputs
        let place = weights.pointer + matrix.index(input: input, output: output)
        for (row, left) in rows.enumerated() {
            var line = SIMD3<Float>(repeating: 0)
            for tap in 0..<3 { line += left[tap] * SIMD3(kernel[3 * tap], kernel[3 * tap + 1], kernel[3 * tap + 2]) }
            for (column, right) in rows.enumerated() { place[(side * row + column) * size] = (line * right).sum() }
        }
    }
}
