extension Guide {
    /// Cost of a difference of one standard deviation at one pixel, against differences of seams. With three times as much, of 60 removals
    /// judged blind 24 were preferred to 26; with this 35 to 17. Against this, one judge preferred nothing 19 times to 30, and two judges
    /// twice as much 24 times to 66, and a half 41 times to 51 (Measurements.md, "Shifts and lines").
    private static let strength: Float = 24
    /// How far the photo is blurred to be as soft as what the network makes of it, in its pixels. Less, and pieces that follow it
    /// are the dull ones.
    private static let blur: Float = 1.25

    /// The guide for `texture`, `scale` pixels of which are one of the network; `value` gives the network's fill, in 0...255. It
    /// counts less and less up to the crop's `reach` from the rim, and nothing beyond.
    init(_ texture: Texture, scale: Float, crop: Crop, trust: Trust, value: (Int) -> SIMD4<Float>) {
        source = texture.blurred(Self.blur * max(1, scale))
        var fill = source
        for index in texture.hole.pixels { fill[index] = value(index) }
        self.fill = fill
        let reach = crop.reach.map { $0 / crop.scale * scale }
        weight = texture.hole.depths.map { depth in
            let nearness = reach.map { max(0, 1 - depth / $0) } ?? 1
            return nearness * Self.strength / (2 * trust.variance(depth / scale))
        }
    }
}
