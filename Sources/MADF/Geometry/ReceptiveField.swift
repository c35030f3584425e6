/// The pixels of the input that one output of a convolution reads.
enum ReceptiveField: Equatable, Sendable {
    /// `side` x `side` pixels, from `stride * x - side / 2` on.
    case square(side: Int, stride: Int)
    /// The 2 x 2 pixels that a phase of a transposed convolution (4 x 4, stride 2, padding 1) reads: outputs 2i
    /// and 2i + 1 begin at i - 1 and i.
    case phase

    /// The pixel itself.
    static let pixel = ReceptiveField.square(side: 1, stride: 1)

    var side: Int {
        if case .square(let side, _) = self { return side }
        return 2
    }

    /// First pixel along either axis, for output pixel `position`.
    func start(_ position: Int) -> Int {
        switch self {
        case .square(let side, let stride): stride * position - side / 2
        case .phase: (position + 1) >> 1 - 1
        }
    }

    /// Pixels between outputs of which each one's field begins `inputStep` pixels after that of the one before.
    var outputStep: Int { self == .phase ? 2 : 1 }
    var inputStep: Int {
        if case .square(_, let stride) = self { return stride }
        return 1
    }

    /// Whether the eight ascending `positions` from `start` on lie in one row of a map `width` wide, `outputStep` apart.
    func isRun(_ positions: Span<Int32>, from start: Int, width: Int) -> Bool {
        guard start + 8 <= positions.count else { return false }
        let first = Int(positions[start]), last = Int(positions[start + 7])
        return last - first == 7 * outputStep && first % width + 7 * outputStep < width
    }
}
