/// The windows in which the mask is constant, level by level: their mask features, and so their kernels, are the same.
struct UniformWindows: Sendable {
    /// What a window sees of the mask. As bits of their own, so that the kind of a window is the `and` of its pixels'.
    enum Kind: UInt8 {
        /// Known and hole, or a part over the border, whose zeros are no part of the mask.
        case mixed = 0
        /// All of the mask that the place depends on is known.
        case known = 1
        /// All of it is hole.
        case hole = 2
    }

    let width, height: Int
    /// `[height][width]`, raw values of `Kind`.
    private let kinds: [UInt8]

    /// The mask itself; `hole` is not 0 in the hole.
    init(hole: [UInt8], width: Int, height: Int) {
        var kinds = hole
        kinds.mapInPlace { $0 == 0 ? Kind.known.rawValue : Kind.hole.rawValue }
        self.init(width: width, height: height, kinds: kinds)
    }

    private init(width: Int, height: Int, kinds: [UInt8]) {
        self.width = width
        self.height = height
        self.kinds = kinds
    }

    /// What windows of `side` x `side` pixels, two pixels apart, see.
    func reduced(side: Int) -> UniformWindows {
        let kinds = Squares.reduced(
            kinds, width: width, height: height, step: 2, reach: -(side / 2)...side - 1 - side / 2, isWhole: true, &)
        return UniformWindows(width: width / 2, height: height / 2, kinds: kinds)
    }

    /// Indices of windows by their kind, ascending.
    struct Lists {
        fileprivate(set) var mixed: [Int32] = [], known: [Int32] = [], hole: [Int32] = []
    }

    /// All windows; where fewer than `fewest` are of one of the constant kinds, they are among the mixed ones.
    func lists(fewest: Int) -> Lists {
        func shared(_ kind: Kind) -> Int {
            let count = kinds.reduce(0) { $0 &+ ($1 == kind.rawValue ? 1 : 0) }
            return count < fewest ? 0 : count
        }
        let known = shared(.known), hole = shared(.hole)
        var lists = Lists()
        lists.known.reserveCapacity(known)
        lists.hole.reserveCapacity(hole)
        lists.mixed.reserveCapacity(kinds.count - known - hole)
        for (index, kind) in kinds.enumerated() {
            switch kind {
            case Kind.known.rawValue where known > 0: lists.known.append(Int32(index))
            case Kind.hole.rawValue where hole > 0: lists.hole.append(Int32(index))
            default: lists.mixed.append(Int32(index))
            }
        }
        return lists
    }
}
