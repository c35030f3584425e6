/// Batch normalization at inference: each channel is multiplied by its factor, and its offset is added.
struct BatchNormalization {
    let factor, offset: [Float]

    /// None: `channels` stay as they are.
    init(none channels: Int) {
        factor = [Float](repeating: 1, count: channels)
        offset = [Float](repeating: 0, count: channels)
    }

    /// (x - mean) / sqrt(variance + 1e-5) * scale + shift, by channel.
    init(mean: [Float], variance: [Float], scale: [Float], shift: [Float]) {
        let factor = zip(scale, variance).map { $0 / ($1 + 1e-5).squareRoot() }
        self.factor = factor
        offset = shift.indices.map { shift[$0] - mean[$0] * factor[$0] }
    }
}
