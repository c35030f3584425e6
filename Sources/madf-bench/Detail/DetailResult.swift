import System

/// What one kind of fill got on one pair.
struct DetailResult {
    let name: String
    let kind: DetailKind
    let seconds: Double
    let measures: DetailMeasures

    var line: String {
        name.padded(28) + " " + kind.rawValue.padded(8) + measures.columns + " " + seconds.fixed(2).aligned(6) + " s"
    }

    var json: JSON {
        .object([("name", .text(name)), ("kind", .text(kind.rawValue))] + measures.json + [("seconds", .number(seconds.fixed(3)))])
    }
}
