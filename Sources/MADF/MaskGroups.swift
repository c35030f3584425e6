/// The windows of a level by the mask's features, bit for bit: equal features mean equal kernels.
struct MaskGroups {
    /// Positions of each group of at least `smallest` windows, in the order in which groups first occur.
    private(set) var shared: [[Int32]] = []
    /// Positions of all other windows.
    private(set) var rest: [Int32] = []

    init(_ mask: FeatureMap, smallest: Int) {
        let count = mask.width * mask.height
        var groupOf = [Int32](repeating: 0, count: count)
        var firsts: [Int32] = [], sizes: [Int] = []
        // Open addressing; at most half full, so that a search ends soon.
        let capacity = 1 << (Int.bitWidth - (2 * count).leadingZeroBitCount)
        var table = [Int32](repeating: -1, count: capacity)
        for position in 0..<count {
            let features = Self.pixel(mask, position)
            var slot = Self.hash(features, mask.channels) & (capacity - 1)
            while table[slot] >= 0,
                !Self.areEqual(features, Self.pixel(mask, Int(firsts[Int(table[slot])])), mask.channels)
            {
                slot = (slot + 1) & (capacity - 1)
            }
            if table[slot] < 0 {
                table[slot] = Int32(firsts.count)
                firsts.append(Int32(position))
                sizes.append(0)
            }
            groupOf[position] = table[slot]
            sizes[Int(table[slot])] += 1
        }
        var place = [Int32](repeating: -1, count: firsts.count)
        for (group, size) in sizes.enumerated() where size >= smallest {
            place[group] = Int32(shared.count)
            shared.append([])
            shared[shared.count - 1].reserveCapacity(size)
        }
        for position in 0..<count {
            let target = Int(place[Int(groupOf[position])])
            if target < 0 { rest.append(Int32(position)) } else { shared[target].append(Int32(position)) }
        }
    }

    private static func pixel(_ mask: FeatureMap, _ position: Int) -> UnsafePointer<Float> {
        let (y, x) = position.quotientAndRemainder(dividingBy: mask.width)
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
