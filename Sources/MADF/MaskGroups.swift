/// The windows of a level by the mask's features, bit for bit: equal features mean equal kernels.
struct MaskGroups {
    /// Positions of each group of at least `smallest` windows, in the order in which groups first occur.
    private(set) var shared: [[Int32]] = []
    /// Positions of all other windows.
    private(set) var rest: [Int32] = []

    /// Groups `positions`.
    init(_ mask: FeatureMap, _ positions: [Int32], smallest: Int) {
        var groups: [[Int32]] = []
        // Open addressing; at most half full, so that a search ends soon.
        let capacity = 1 << (Int.bitWidth - (2 * positions.count).leadingZeroBitCount)
        var table = [Int32](repeating: -1, count: capacity)
        for position in positions {
            let features = Self.pixel(mask, position)
            var slot = Self.hash(features, mask.channels) & (capacity - 1)
            while table[slot] >= 0,
                !Self.areEqual(features, Self.pixel(mask, groups[Int(table[slot])][0]), mask.channels)
            {
                slot = (slot + 1) & (capacity - 1)
            }
            if table[slot] < 0 {
                table[slot] = Int32(groups.count)
                groups.append([])
            }
            groups[Int(table[slot])].append(position)
        }
        for group in groups { add(group, smallest: smallest) }
        rest.sort()
    }

    /// Adds windows that are known to be equal.
    mutating func add(_ group: [Int32], smallest: Int) {
        if group.count >= smallest { shared.append(group) } else { rest += group }
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
