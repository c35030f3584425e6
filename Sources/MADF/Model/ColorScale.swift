/// How colors become what the network sees: `mean` is taken off, and the rest divided by `deviation` (Model.md,
/// "Input and output").
struct ColorScale: Sendable {
    /// Red, green, blue, and the mask, which stays as it is.
    let mean, deviation: SIMD4<Float>

    /// Of RGB in 0...1, as networks trained on photographs have it.
    static let photograph = ColorScale(mean: [0.485, 0.456, 0.406, 0], deviation: [0.229, 0.224, 0.225, 1])
    /// Of colors that are normalized already.
    static let normalized = ColorScale(mean: .zero, deviation: .one)
}
