import Masks

extension Texture {
    /// What the pixel nearest to a point is; nil outside.
    func kind(at point: SIMD2<Float>) -> Hole.Kind? { index(at: point).map { hole[$0] } }

    /// The pixel nearest to a point; nil outside.
    func index(at point: SIMD2<Float>) -> Int? {
        let x = Int(point.x.rounded()), y = Int(point.y.rounded())
        return x >= 0 && y >= 0 && x < width && y < height ? y * width + x : nil
    }
}
