/// A pixel of the hole, as expansions of labels know it.
struct ExpansionPlace {
    let pixel: SeamEnergy.Pixel
    var label: UInt16
    /// What it costs by itself.
    var cost: Int32 = 0
    /// What it copies.
    var color = SIMD4<Int16>.zero
    /// Where its left, right, upper and lower neighbors are among the places; -1 where they are not.
    var neighbors = SIMD4<Int32>(repeating: -1)
    /// What these would copy by this pixel's label.
    var colors = InlineArray<4, SIMD4<Int16>>(repeating: .zero)
}
