/// Numbers that look random and are the same in every run: the linear congruential generator of "Numerical Recipes", of whose
/// 32 bits the upper 24 are used, since the lower ones repeat soon.
package struct Noise {
    private var state: UInt32

    package init(seed: UInt32) { state = seed }

    /// Uniform in 0 ..< 2^24.
    package mutating func next() -> UInt32 {
        state = state &* 1_664_525 &+ 1_013_904_223
        return state >> 8
    }

    /// Uniform in 0 ..< 1.
    package mutating func unit() -> Double { Double(next()) / Double(1 << 24) }

    package static func bytes(_ count: Int, seed: UInt32) -> [UInt8] {
        var noise = Noise(seed: seed)
        return (0..<count).map { _ in UInt8(noise.next() >> 16) }
    }

    /// `count` values, uniform in -1 ..< 1.
    package mutating func signed(_ count: Int) -> [Float] { (0..<count).map { _ in Float(next()) / Float(1 << 23) - 1 } }
}
