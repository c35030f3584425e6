/// Windows of a level by the mask's features, bit for bit: equal features mean equal kernels.
struct MaskGroups {
    /// The groups of at least `smallest` windows, in the order in which they first occur.
    private(set) var shared: [[Int32]] = []
    /// All other windows.
    private(set) var rest: [Int32] = []

    /// Groups `positions`, pixels of `mask`.
    init(_ mask: FeatureMap, _ positions: [Int32], smallest: Int) {
        var numbering = Numbering(mask, most: positions.count)
        let groups = positions.map { numbering.group(of: $0) }
        // Where the windows of a group go to: a place in `shared`, -1 where they are too few.
        let places = numbering.sizes.map { size -> Int in
            guard size >= smallest else { return -1 }
            shared.append([])
            shared[shared.count - 1].reserveCapacity(size)
            return shared.count - 1
        }
        for (group, position) in zip(groups, positions) {
            if places[group] < 0 { rest.append(position) } else { shared[places[group]].append(position) }
        }
    }

    /// Numbers groups in the order in which they first occur: a hash table with open addressing, at most half full, so that a
    /// search ends soon.
    private struct Numbering {
        private let mask: FeatureMap
        /// Windows of each group.
        private(set) var sizes: [Int] = []
        /// A window of each group.
        private var first: [Int32] = []
        /// Numbers of groups, -1 in free slots; a power of two of them.
        private var slots: [Int32]

        init(_ mask: FeatureMap, most: Int) {
            self.mask = mask
            slots = [Int32](repeating: -1, count: 1 << (Int.bitWidth - (2 * most).leadingZeroBitCount))
        }

        mutating func group(of position: Int32) -> Int {
            var slot = hash(position) & (slots.count - 1)
            while slots[slot] >= 0, !isEqual(position, first[Int(slots[slot])]) { slot = (slot + 1) & (slots.count - 1) }
            if slots[slot] < 0 {
                slots[slot] = Int32(sizes.count)
                first.append(position)
                sizes.append(0)
            }
            sizes[Int(slots[slot])] += 1
            return Int(slots[slot])
        }

        private func hash(_ position: Int32) -> Int {
            let features = mask.pixel(at: position)
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for channel in 0..<mask.channels { hash = (hash ^ UInt64(features[channel].bitPattern)) &* 0x9e37_79b9_7f4a_7c15 }
            return Int(truncatingIfNeeded: hash >> 20)
        }

        private func isEqual(_ a: Int32, _ b: Int32) -> Bool {
            let a = mask.pixel(at: a), b = mask.pixel(at: b)
            return (0..<mask.channels).allSatisfy { a[$0].bitPattern == b[$0].bitPattern }
        }
    }
}
