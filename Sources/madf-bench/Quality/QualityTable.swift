import Evaluation
import Masks
import System

/// Means of the measures by fill and by kind of hole.
struct QualityTable {
    /// Which pairs a column is the mean of.
    private enum Column: Equatable {
        case ratio(HoleRatio)
        /// All but those with the regular mask.
        case all
        case regular

        var name: String {
            switch self {
            case .ratio(let ratio): ratio.description
            case .all: "all"
            case .regular: "regular"
            }
        }

        var width: Int {
            switch self {
            case .ratio: 12
            case .all: 9
            case .regular: 11
            }
        }
    }

    /// In the order of the rows.
    let fills: [String]
    /// A pair each: the columns in which it counts, and what each fill got.
    private var pairs: [(columns: [Column], measures: [String: Similarity])] = []

    init(fills: [String]) { self.fills = fills }

    mutating func add(_ measures: [String: Similarity], mask: Mask) {
        let ratios = HoleRatio.paper.filter { $0.contains(mask) }
        pairs.append((mask == .regular(side: mask.width) ? [.regular] : ratios.map { .ratio($0) } + [.all], measures))
    }

    var count: Int { pairs.count }

    /// Pairs of each ratio, and those with the regular mask.
    var counts: String {
        Self.columns.filter { $0 != .all }.map { column in "\(pairs.count { $0.columns.contains(column) })" }.joined(separator: ", ")
    }

    /// Of the pairs of a column; nil where there are none.
    private func mean(_ fill: String, _ column: Column, _ measure: KeyPath<Similarity, Double>) -> Double? {
        let values = pairs.filter { $0.columns.contains(column) }.compactMap { $0.measures[fill]?[keyPath: measure] }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private static let columns: [Column] = HoleRatio.paper.map { .ratio($0) } + [.all, .regular]

    var lines: [String] {
        let header = Self.columns.map { $0.name.aligned($0.width) }.joined()
        let measures: [(String, KeyPath<Similarity, Double>, Int)] = [("PSNR", \.psnr, 2), ("SSIM", \.ssim, 4), ("L1 %", \.l1, 2)]
        return measures.flatMap { name, measure, digits in
            [name.padded(14) + header]
                + fills.map { fill in
                    fill.padded(14)
                        + Self.columns.map { (mean(fill, $0, measure)?.fixed(digits) ?? "-").aligned($0.width) }.joined()
                }
        }
    }

    var json: [JSON] {
        fills.flatMap { fill in
            Self.columns.compactMap { column -> JSON? in
                guard let psnr = mean(fill, column, \.psnr), let ssim = mean(fill, column, \.ssim), let l1 = mean(fill, column, \.l1)
                else { return nil }
                // JSON has no infinity, which equal pictures get.
                let decibels = JSON.number(psnr.isFinite ? psnr.fixed(6) : "null")
                return .object([
                    ("fill", .text(fill)), ("ratio", .text(column.name)), ("psnr", decibels), ("ssim", .number(ssim.fixed(6))),
                    ("l1", .number(l1.fixed(6))),
                ])
            }
        }
    }
}
