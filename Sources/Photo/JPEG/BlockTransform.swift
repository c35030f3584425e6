import RealModule

/// The cosine transform of 8 x 8 blocks (ITU-T T.81, A.3.3), in the plain matrix form: exact to float rounding, so that
/// what goes to samples and back comes out as the same quantized coefficients.
struct BlockTransform {
    /// Eight rows of eight.
    typealias Block = InlineArray<8, SIMD8<Float>>

    /// Row u is the basis of frequency u; its own transpose is its inverse.
    private let basis: Block
    private let transpose: Block

    init() {
        let basis = Block { frequency in
            var row = SIMD8<Float>()
            for position in 0..<8 {
                let scale = frequency == 0 ? 0.5.squareRoot() : 1
                row[position] = Float(scale / 2 * Double.cos(Double((2 * position + 1) * frequency) * .pi / 16))
            }
            return row
        }
        self.basis = basis
        transpose = Self.transposed(basis)
    }

    /// Coefficients, row by vertical frequency, of samples around 0.
    func forward(_ samples: Block) -> Block { apply(basis, samples) }

    /// Samples around 0 of coefficients.
    func inverse(_ coefficients: Block) -> Block { apply(transpose, coefficients) }

    /// matrix * block * transpose of matrix.
    private func apply(_ matrix: Block, _ block: Block) -> Block {
        Self.transposed(Self.product(matrix, Self.transposed(Self.product(matrix, block))))
    }

    private static func product(_ left: Block, _ right: Block) -> Block {
        Block { row in
            var sum = SIMD8<Float>(repeating: 0)
            for index in 0..<8 { sum += left[row][index] * right[index] }
            return sum
        }
    }

    private static func transposed(_ block: Block) -> Block {
        Block { column in
            var row = SIMD8<Float>()
            for index in 0..<8 { row[index] = block[index][column] }
            return row
        }
    }
}
