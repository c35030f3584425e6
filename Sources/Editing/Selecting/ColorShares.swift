import RealModule

/// How much of each cell's color belongs to each of a few colors of the picture: what histograms are added up from.
struct ColorShares {
    static let count = 32
    /// Lightness and color by which two shades may differ and still be nearly one (in CIE L\*a\*b\*).
    private static let softness = 8.0
    /// What a color counts that is not there, so that logarithms stay finite.
    private static let least = 0.003

    /// `[cells][count]`; those of a cell sum to 1.
    private let shares: [Double]

    /// `isKnown`: the cells whose colors the few are chosen from; there must be one.
    init(_ colors: [SIMD3<Double>], where isKnown: [Bool]) {
        let means = ColorMixture(zip(colors, isKnown).filter(\.1).map(\.0), size: ColorShares.count).means
        var shares = [Double](repeating: 0, count: colors.count * ColorShares.count)
        for (cell, color) in colors.enumerated() {
            let distances = means.map { mean in ((color - mean) * (color - mean)).sum() }, nearest = distances.min()!
            let weights = distances.map { Double.exp((nearest - $0) / (2 * ColorShares.softness * ColorShares.softness)) }
            let sum = weights.reduce(0, +)
            for (index, weight) in weights.enumerated() { shares[cell * ColorShares.count + index] = weight / sum }
        }
        self.shares = shares
    }

    /// The histogram of the cells that `isIn`; nil where there are none.
    func histogram(where isIn: (Int) -> Bool) -> [Double]? {
        var sums = [Double](repeating: 0, count: ColorShares.count), cells = 0
        for cell in 0..<shares.count / ColorShares.count where isIn(cell) {
            cells += 1
            for index in 0..<ColorShares.count { sums[index] += shares[cell * ColorShares.count + index] }
        }
        return cells == 0 ? nil : sums.map { $0 / Double(cells) }
    }

    /// By how much likelier each cell's color comes from the first histogram than from the second, as a logarithm.
    func evidence(for first: [Double], over second: [Double]) -> [Double] {
        let ratios = zip(first, second).map { Double.log(($0 + ColorShares.least) / ($1 + ColorShares.least)) }
        return (0..<shares.count / ColorShares.count).map { cell in
            var sum = 0.0
            for index in 0..<ColorShares.count { sum += shares[cell * ColorShares.count + index] * ratios[index] }
            return sum
        }
    }

    /// How alike two histograms are, 0...1 (Bhattacharyya).
    static func likeness(_ first: [Double], _ second: [Double]) -> Double {
        zip(first, second).reduce(0) { $0 + ($1.0 * $1.1).squareRoot() }
    }
}
