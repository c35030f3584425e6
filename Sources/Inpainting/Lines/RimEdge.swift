/// A straight edge of the photo that ends at a hole's rim.
package struct RimEdge {
    /// Where it meets the rim, and the way it goes on into the hole, of length 1; in pixels of the texture.
    package var point, direction: SIMD2<Float>
    /// The mean colors on its two sides, seen along the direction, in 0...255.
    package var left, right: SIMD4<Float>
    /// Its contrast, more where it can be followed far from the rim.
    package var strength: Float
}

extension RimEdge {
    /// Whether two finds are one edge. One of the opposite contrast right beside is the other side of a thin line.
    func isSame(as other: RimEdge) -> Bool {
        let apart = other.point - point, distance = apart.length, aside = abs(direction.cross(apart))
        let cosine = direction.dot(other.direction), isOpposite = (right - left).dot(other.right - other.left) < 0
        if isOpposite && aside > 1.2 && cosine > 0.995 { return false }
        return (distance < 3.5 && cosine > 0.83) || (distance < 8 && aside < (isOpposite ? 1.2 : 2.5) && cosine > 0.94)
    }
}
