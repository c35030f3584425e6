/// The window of the input that one output of a convolution reads.
enum Window: Equatable {
    /// `side` x `side` pixels, from `stride * x - side / 2` on.
    case square(side: Int, stride: Int)
    /// The 2 x 2 pixels that a phase of a transposed convolution (4 x 4, stride 2, padding 1) reads: outputs 2i
    /// and 2i + 1 begin at i - 1 and i.
    case phase

    var side: Int {
        if case .square(let side, _) = self { return side }
        return 2
    }

    /// First pixel of the window along either axis, for output pixel `position`.
    func start(_ position: Int) -> Int {
        switch self {
        case .square(let side, let stride): stride * position - side / 2
        case .phase: (position + 1) >> 1 - 1
        }
    }
}
