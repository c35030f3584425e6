/// Random numbers that are the same for a seed, everywhere: SplitMix64 (Steele et al., "Fast splittable pseudorandom number
/// generators", 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    /// A number in 0 ..< 1, by the generator's own bits: the library's way may change with it.
    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53 as UInt64) }

    mutating func number(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }
}
