/// Where the products of a convolution go.
enum Epilogue {
    /// Into a map, through max(x, slope * x).
    case store(FeatureMap, slope: Float)
    /// They are scale and shift of point-wise normalization (paper, equation 1): the outputs' first half scales
    /// `input`, the second shifts it, and leaky ReLU 0.2 follows.
    case modulate(FeatureMap, into: FeatureMap)
    /// They are those of all parts of a mask-aware kernel: each part counts as the mask's feature says, the last one
    /// fully, and ReLU follows.
    case weigh(mask: FeatureMap, parts: Int, into: FeatureMap)

    /// Whether all outputs of a pixel are needed before any can be written.
    var gathers: Bool {
        if case .store = self { return false }
        return true
    }

    /// Of max(x, slope * x) over the products themselves; 1 leaves them as they are.
    var slope: Float {
        if case .store(_, let slope) = self { return slope }
        return 1
    }
}

extension Execution {
    /// Writes pixel (x, y) from all its `count` products.
    func finish(_ values: UnsafeMutablePointer<Float>, _ count: Int, _ epilogue: Epilogue, _ x: Int, _ y: Int) {
        switch epilogue {
        case .store: return
        case .modulate(let input, let output):
            kernels.modulate(input.pixel(x, y), values, values + count / 2, count / 2, 0.2, output.pixel(x, y))
        case .weigh(let mask, let parts, let output):
            let channels = count / parts, sum = values + (parts - 1) * channels
            let factors = mask.pixel(x, y)
            for part in 0..<parts - 1 where factors[part] != 0 {
                kernels.accumulate(values + part * channels, factors[part], channels, sum)
            }
            let target = output.pixel(x, y)
            for channel in 0..<channels { target[channel] = max(0, sum[channel]) }
        }
    }
}
