/// The network's opinion of what the hole of a texture shows, at the texture's size.
struct Guide: Sendable {
    /// The network's fill and the photo, both low-passed; 0...255.
    let fill, source: [SIMD4<Float>]
    /// Cost of a squared difference of 1; what cannot be trusted weighs little.
    let weight: [Float]

    /// What it costs that hole pixel `index` copies what is at `from`.
    @inline(__always) func cost(_ index: Int, _ from: Int) -> Int32 {
        let difference = fill[index] - source[from]
        return Int32(min(2_000, weight[index] * (difference * difference).sum()))
    }
}
