extension SIMD where Scalar == Float {
    func dot(_ other: Self) -> Float { (self * other).sum() }
    var length: Float { dot(self).squareRoot() }
}

extension SIMD2<Float> {
    /// Positive where `other` points to the right of this, in a picture whose rows run down.
    func cross(_ other: Self) -> Float { x * other.y - y * other.x }
}
