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
