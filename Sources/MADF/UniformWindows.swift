/// The windows in which the mask is constant, level by level: their mask features, and so their kernels, are the same.
struct UniformWindows {
    let width, height: Int
    /// `[height][width]`: 1 where all of the mask that the place depends on is known, 2 where all is hole, 0 where it is
    /// mixed or reaches over the border, whose zeros are no part of the mask.
    let kinds: [UInt8]

    /// The mask itself; `hole` is not 0 in the hole.
    init(hole: [UInt8], width: Int, height: Int) {
        self.width = width
        self.height = height
        kinds = hole.map { $0 == 0 ? 1 : 2 }
    }

    private init(width: Int, height: Int, kinds: [UInt8]) {
        self.width = width
        self.height = height
        self.kinds = kinds
    }

    /// What windows of `side` x `side` pixels, two pixels apart, see: along rows, then along columns.
    func reduced(side: Int) -> UniformWindows {
        let half = Self.reduced(kinds, count: height, length: width, step: 1, stride: width, side: side)
        let whole = Self.reduced(half, count: width / 2, length: height, step: width / 2, stride: 1, side: side)
        return UniformWindows(width: width / 2, height: height / 2, kinds: whole)
    }

    /// Halves `count` lines of `length` values; `step` lies between values of a line and `stride` between lines. Lines that
    /// lie side by side stay so.
    private static func reduced(_ kinds: [UInt8], count: Int, length: Int, step: Int, stride: Int, side: Int) -> [UInt8] {
        let reach = side / 2, half = length / 2
        let (newStep, newStride) = step == 1 ? (1, half) : (step, 1)
        return [UInt8](unsafeUninitializedCapacity: count * half) { target, filled in
            kinds.withUnsafeBufferPointer { kinds in
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
            filled = count * half
        }
    }

    /// Positions of one kind, ascending.
    func positions(of kind: UInt8) -> [Int32] {
        var list: [Int32] = []
        for (position, value) in kinds.enumerated() where value == kind { list.append(Int32(position)) }
        return list
    }
}
