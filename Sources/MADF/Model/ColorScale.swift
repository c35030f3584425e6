/// How colors become what the network sees: `mean` is taken off, and the rest divided by `deviation` (Model.md,
/// "Input and output").
struct ColorScale: Sendable {
    let mean, deviation: [Float]

    /// Of RGB in 0...1, as networks trained on photographs have it.
    static let photograph = ColorScale(mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])
    /// Of colors that are normalized already.
    static let normalized = ColorScale(mean: [0, 0, 0], deviation: [1, 1, 1])
}
