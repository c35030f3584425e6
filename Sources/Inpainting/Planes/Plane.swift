/// A plane of the scene as the photo shows it, in perspective: seen from straight ahead, it can be copied from place to place.
///
/// Where its vanishing line is told by its distance: what is twice as far from the line is shown twice as large. (Hartley and Zisserman,
/// "Multiple view geometry in computer vision", 2003, section 2.7: a plane is rectified, but for an affinity, by a projectivity that
/// takes its vanishing line to infinity. Moving it by an offset then commutes with that affinity.)
struct Plane: Hashable, Sendable {
    /// In pixels of a texture; there the plane is rectified at its own size.
    private(set) var middle: SIMD2<Float>
    /// By how much things grow over a pixel, along the steepest way away from the vanishing line.
    private(set) var slope: SIMD2<Float>

    /// How much smaller or larger than its target a source may be. Enlarged by more than a third, foliage becomes a blur that is seen.
    private static let scales: ClosedRange<Float> = 0.75...1.8

    init(middle: SIMD2<Float>, slope: SIMD2<Float>) {
        self.middle = middle
        self.slope = slope
    }

    /// How large the plane shows things at a place, against the middle; 0 or less beyond the vanishing line.
    @inline(__always) func scale(at place: SIMD2<Float>) -> Float { 1 + slope.dot(place - middle) }

    /// Where a place of the plane, as seen from straight ahead, is shown; nil where it is not.
    @inline(__always) func place(of rectified: SIMD2<Float>) -> SIMD2<Float>? {
        let share = 1 - slope.dot(rectified)
        return share > 1e-6 ? middle + rectified / share : nil
    }

    /// Where a place is, as seen from straight ahead; nil beyond the vanishing line.
    @inline(__always) func rectified(_ place: SIMD2<Float>) -> SIMD2<Float>? {
        let scale = scale(at: place)
        return scale > 1e-6 ? (place - middle) / scale : nil
    }

    /// What the place copies that is `offset` away on the plane; nil where that is shown much smaller or larger, or not at all.
    @inline(__always) func source(of place: SIMD2<Float>, _ offset: Offset) -> SIMD2<Float>? {
        let scale = scale(at: place)
        guard scale > 1e-6 else { return nil }
        let moved = (place - middle) / scale + SIMD2(Float(offset.x), Float(offset.y))
        // One over the scale there.
        let share = 1 - slope.dot(moved)
        guard share * scale * Self.scales.upperBound >= 1, share * scale * Self.scales.lowerBound <= 1 else { return nil }
        return middle + moved / share
    }

    /// The same at half the size.
    var halved: Plane { Plane(middle: (middle + 0.5) / 2 - 0.5, slope: 2 * slope) }

    /// The same where there are `factor` pixels for each along a side, whose first pixel then lies at `origin`.
    func enlarged(_ factor: Int, origin: SIMD2<Float> = .zero) -> Plane {
        Plane(middle: Float(factor) * (middle + 0.5) - 0.5 + origin, slope: slope / Float(factor))
    }
}
