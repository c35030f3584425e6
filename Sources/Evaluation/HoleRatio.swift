import Masks

/// A range of the share of a picture that is hole: more than `lower`, at most `upper`.
public struct HoleRatio: Hashable, Sendable, CustomStringConvertible {
    /// In hundredths.
    public let lower, upper: Int

    public init(lower: Int, upper: Int) {
        precondition(0 <= lower && lower < upper && upper <= 100)
        self.lower = lower
        self.upper = upper
    }

    /// The six of the paper's table I.
    public static let paper = [
        HoleRatio(lower: 1, upper: 10), HoleRatio(lower: 10, upper: 20), HoleRatio(lower: 20, upper: 30),
        HoleRatio(lower: 30, upper: 40), HoleRatio(lower: 40, upper: 50), HoleRatio(lower: 50, upper: 60),
    ]

    public func contains(_ mask: Mask) -> Bool {
        let hole = 100 * mask.holePixels, all = mask.width * mask.height
        return lower * all < hole && hole <= upper * all
    }

    /// As the paper writes it: (0.1,0.2].
    public var description: String {
        "(\(Double(lower) / 100),\(Double(upper) / 100)]"
    }
}

extension Mask {
    /// How many pixels are not 0.
    public var holePixels: Int { bytes.reduce(0) { $0 + ($1 == 0 ? 0 : 1) } }
}
