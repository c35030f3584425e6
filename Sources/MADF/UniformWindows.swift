/// The windows in which the mask is constant, level by level: their mask features, and so their kernels, are the same.
struct UniformWindows {
    let width, height: Int
    /// `[height][width]`: 1 where all of the mask that the place depends on is known, 2 where all is hole, 0 where it is
    /// mixed or reaches over the border, whose zeros are no part of the mask.
    let kinds: UnsafePointer<UInt8>

    /// The mask itself; `hole` is not 0 in the hole.
    init(hole: [UInt8], width: Int, height: Int, in lists: ListMemory) {
        self.init(width: width, height: height, in: lists) { kinds in
            for index in hole.indices { kinds[index] = hole[index] == 0 ? 1 : 2 }
        }
    }

    private init(width: Int, height: Int, in lists: ListMemory, set: (UnsafeMutablePointer<UInt8>) -> Void) {
        self.width = width
        self.height = height
        let kinds = lists.take(width * height, UInt8.self).baseAddress!
        set(kinds)
        self.kinds = UnsafePointer(kinds)
    }

    /// What windows of `side` x `side` pixels, two pixels apart, see: along rows, then along columns.
    func reduced(side: Int, in lists: ListMemory) -> UniformWindows {
        let half = UniformWindows(width: width / 2, height: height, in: lists) {
            Self.reduce(kinds, into: $0, count: height, length: width, step: 1, stride: width, side: side)
        }
        return UniformWindows(width: width / 2, height: height / 2, in: lists) {
            Self.reduce(half.kinds, into: $0, count: width / 2, length: height, step: width / 2, stride: 1, side: side)
        }
    }

    /// Halves `count` lines of `length` values; `step` lies between values of a line and `stride` between lines. Lines that
    /// lie side by side stay so.
    private static func reduce(
        _ kinds: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>, count: Int, length: Int, step: Int, stride: Int,
        side: Int
    ) {
        let reach = side / 2, half = length / 2
        let (newStep, newStride) = step == 1 ? (1, half) : (step, 1)
        for place in 0..<half {
            let first = 2 * place - reach
            for line in 0..<count {
                var kind: UInt8 = 0
                if first >= 0, first + side <= length {
                    var position = line * stride + first * step
                    kind = kinds[position]
                    for _ in 1..<side {
                        position += step
                        if kinds[position] != kind { kind = 0 }
                    }
                }
                target[line * newStride + place * newStep] = kind
            }
        }
    }

    /// Positions of which `isMember` says yes to the kind.
    func list(in lists: ListMemory, _ isMember: (UInt8) -> Bool) -> Positions.List {
        Positions.list(of: 0..<width * height, in: lists) { isMember(kinds[$0]) }
    }
}
