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

    /// What windows of `side` x `side` pixels, two pixels apart, see.
    func reduced(side: Int, in lists: ListMemory) -> UniformWindows {
        UniformWindows(width: width / 2, height: height / 2, in: lists) { result in
            // Each kind is a bit of its own.
            Squares.reduce(
                kinds, width: width, height: height, step: 2, reach: -(side / 2)...side - 1 - side / 2, isWhole: true, into: result, &)
        }
    }

    /// Positions of a kind; none where they are too few for a kernel of their own.
    func list(of kind: UInt8, in lists: ListMemory) -> Positions.List {
        let list = list(in: lists) { $0 == kind }
        return list.count < MaskAwareFilter.fewestToShare ? Positions.List(rebasing: list[..<0]) : list
    }

    /// Positions of which `isMember` says yes to the kind.
    func list(in lists: ListMemory, _ isMember: (UInt8) -> Bool) -> Positions.List {
        Positions.list(of: 0..<width * height, in: lists) { isMember(kinds[$0]) }
    }
}
