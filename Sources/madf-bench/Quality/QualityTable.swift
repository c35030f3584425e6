import Evaluation
import Masks
import System

/// Means of the measures by fill and by ratio, and over all pairs.
struct QualityTable {
    /// In the order of the rows.
    let fills: [String]
    /// A pair each: its ratio's index, if it has one, and what each fill got.
    private var pairs: [(ratio: Int?, measures: [String: Similarity])] = []

    init(fills: [String]) { self.fills = fills }

    mutating func add(_ measures: [String: Similarity], mask: Mask) {
        pairs.append((HoleRatio.paper.firstIndex { $0.contains(mask) }, measures))
    }

    var count: Int { pairs.count }

    /// Pairs of each ratio.
    var counts: String {
        HoleRatio.paper.indices.map { ratio in "\(pairs.count { $0.ratio == ratio })" }.joined(separator: ", ")
    }

    /// Of the pairs of a ratio, or of all; nil where there are none.
    private func mean(_ fill: String, _ ratio: Int?, _ measure: KeyPath<Similarity, Double>) -> Double? {
        let values = pairs.filter { ratio == nil || $0.ratio == ratio }.compactMap { $0.measures[fill]?[keyPath: measure] }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private static let columns: [Int?] = HoleRatio.paper.indices.map { $0 } + [nil]

    var lines: [String] {
        let header = HoleRatio.paper.map { $0.description.aligned(12) }.joined() + "all".aligned(9)
        let measures: [(String, KeyPath<Similarity, Double>, Int)] = [("PSNR", \.psnr, 2), ("SSIM", \.ssim, 4), ("L1 %", \.l1, 2)]
        return measures.flatMap { name, measure, digits in
            [name.padded(14) + header]
                + fills.map { fill in
                    fill.padded(14)
                        + Self.columns.map { ratio in
                            (mean(fill, ratio, measure)?.fixed(digits) ?? "-").aligned(ratio == nil ? 9 : 12)
                        }.joined()
                }
        }
    }

    var json: [JSON] {
        fills.flatMap { fill in
            Self.columns.compactMap { ratio -> JSON? in
                guard let psnr = mean(fill, ratio, \.psnr), let ssim = mean(fill, ratio, \.ssim), let l1 = mean(fill, ratio, \.l1)
                else { return nil }
                let label = ratio.map { HoleRatio.paper[$0].description } ?? "all"
                // JSON has no infinity, which equal pictures get.
                let decibels = JSON.number(psnr.isFinite ? psnr.fixed(6) : "null")
                return .object([
                    ("fill", .text(fill)), ("ratio", .text(label)), ("psnr", decibels), ("ssim", .number(ssim.fixed(6))),
                    ("l1", .number(l1.fixed(6))),
                ])
            }
        }
    }
}
