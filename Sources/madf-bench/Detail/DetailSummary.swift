import RealModule
import System

/// Means over all pairs; of the gradient ratio the geometric one, of the seam also how often it is at most 1.15.
struct DetailSummary {
    static let header = "fill".padded(9) + "    PSNR low-pass gradient   GMSD   seam  seam <= 1.15  seconds"

    let kind: DetailKind
    let measures: DetailMeasures
    let seamless, seconds: Double

    init(_ kind: DetailKind, _ results: [DetailResult]) {
        self.kind = kind
        let count = Double(results.count)
        func mean(_ value: (DetailMeasures) -> Double) -> Double { results.reduce(0) { $0 + value($1.measures) } / count }
        var measures = results[0].measures
        measures.psnr = mean(\.psnr)
        measures.lowPass = mean(\.lowPass)
        measures.gradient = Double.exp(mean { Double.log($0.gradient) })
        measures.deviation = mean(\.deviation)
        measures.seam = mean(\.seam)
        self.measures = measures
        seamless = mean { $0.seam <= 1.15 ? 1 : 0 }
        seconds = results.reduce(0) { $0 + $1.seconds } / count
    }

    var line: String {
        kind.rawValue.padded(9) + measures.columns + ((100 * seamless).fixed(0) + " %").aligned(14) + seconds.fixed(2).aligned(9)
    }

    var json: JSON {
        .object(
            [("kind", .text(kind.rawValue))] + measures.json
                + [("seamless", .number(seamless.fixed(3))), ("seconds", .number(seconds.fixed(3)))])
    }
}

extension DetailMeasures {
    var columns: String {
        psnr.fixed(2).aligned(8) + lowPass.fixed(2).aligned(9) + gradient.fixed(2).aligned(9) + deviation.fixed(3).aligned(7)
            + seam.fixed(2).aligned(7)
    }

    var json: [(key: String, value: JSON)] {
        [
            ("psnr", .number(psnr.fixed(3))), ("lowPass", .number(lowPass.fixed(3))), ("gradient", .number(gradient.fixed(4))),
            ("gmsd", .number(deviation.fixed(4))), ("seam", .number(seam.fixed(3))),
        ]
    }
}
