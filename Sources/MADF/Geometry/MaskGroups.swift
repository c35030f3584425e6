/// Windows of a level by the mask's features, bit for bit: equal features mean equal kernels.
struct MaskGroups {
    /// The groups of at least `smallest` windows, one after the other.
    private let sorted: UnsafeMutableBufferPointer<Int32>
    /// Where each of them begins in `sorted`, in the order in which they first occur, and where the last one ends.
    private let starts: UnsafeMutableBufferPointer<Int32>
    /// How many of them there are.
    let count: Int
    /// All other windows.
    let rest: Positions.List

    /// Groups `positions`.
    init(_ mask: FeatureMap, _ positions: Positions.List, smallest: Int, in lists: ListMemory) {
        let groups = lists.take(positions.count, Int32.self), sizes = lists.take(positions.count, Int32.self)
        let found = Self.number(mask, positions, into: groups, sizes, lists)
        sorted = lists.take(positions.count)
        starts = lists.take(found + 1)
        let rest = lists.take(positions.count, Int32.self)
        var count = 0, end: Int32 = 0, others = 0
        // A size becomes the place of the group's next window, negative where the group is too small.
        for group in 0..<found {
            let size = sizes[group]
            sizes[group] = size < smallest ? -1 : end
            guard size >= smallest else { continue }
            starts[count] = end
            end += size
            count += 1
        }
        starts[count] = end
        for (index, position) in positions.enumerated() {
            let place = sizes[Int(groups[index])]
            if place < 0 {
                rest[others] = position
                others += 1
            } else {
                sorted[Int(place)] = position
                sizes[Int(groups[index])] += 1
            }
        }
        self.count = count
        self.rest = Positions.List(rebasing: rest[..<others])
    }

    /// Positions of a group.
    subscript(group: Int) -> Positions.List {
        Positions.List(rebasing: sorted[Int(starts[group])..<Int(starts[group + 1])])
    }

    /// Numbers groups in the order in which they first occur; returns how many there are.
    private static func number(
        _ mask: FeatureMap, _ positions: Positions.List, into groups: UnsafeMutableBufferPointer<Int32>,
        _ sizes: UnsafeMutableBufferPointer<Int32>, _ lists: ListMemory
    ) -> Int {
        // Open addressing; at most half full, so that a search ends soon.
        let capacity = 1 << (Int.bitWidth - (2 * positions.count).leadingZeroBitCount)
        let table = lists.take(capacity, Int32.self), first = lists.take(positions.count, Int32.self)
        table.update(repeating: -1)
        var found = 0
        for (index, position) in positions.enumerated() {
            let features = pixel(mask, position)
            var slot = hash(features, mask.channels) & (capacity - 1)
            while table[slot] >= 0, !areEqual(features, pixel(mask, first[Int(table[slot])]), mask.channels) {
                slot = (slot + 1) & (capacity - 1)
            }
            if table[slot] < 0 {
                table[slot] = Int32(found)
                first[found] = position
                sizes[found] = 0
                found += 1
            }
            groups[index] = table[slot]
            sizes[Int(table[slot])] += 1
        }
        return found
    }

    private static func pixel(_ mask: FeatureMap, _ position: Int32) -> UnsafePointer<Float> {
        let (y, x) = Int(position).quotientAndRemainder(dividingBy: mask.width)
        return UnsafePointer(mask.pixel(x, y))
    }

    private static func hash(_ features: UnsafePointer<Float>, _ channels: Int) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for channel in 0..<channels { hash = (hash ^ UInt64(features[channel].bitPattern)) &* 0x9e37_79b9_7f4a_7c15 }
        return Int(truncatingIfNeeded: hash >> 20)
    }

    private static func areEqual(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ channels: Int) -> Bool {
        for channel in 0..<channels where a[channel].bitPattern != b[channel].bitPattern { return false }
        return true
    }
}
