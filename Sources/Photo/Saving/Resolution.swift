/// How densely the pixels of a picture are meant to lie, as its file says it.
struct Resolution: Equatable {
    /// Pixels a meter; where `isRatio`, numbers of which no more than their ratio counts.
    let x, y: Double
    let isRatio: Bool

    private static let inch = 0.0254

    init?(x: Double, y: Double, isRatio: Bool) {
        guard x > 0, y > 0, x.isFinite, y.isFinite, !isRatio || x != y else { return nil }
        self.x = x
        self.y = y
        self.isRatio = isRatio
    }

    /// What a pHYs chunk says: two numbers of 4 bytes, and 1 where they are pixels a meter.
    init?(pHYs payload: [UInt8]) {
        guard payload.count == 9, let x = payload.number(at: 0, bytes: 4, .bigEndian), let y = payload.number(at: 4, bytes: 4, .bigEndian)
        else { return nil }
        self.init(x: Double(x), y: Double(y), isRatio: payload[8] != 1)
    }

    /// What a JFIF segment says: the unit (1 for an inch, 2 for a centimeter), and two numbers of 2 bytes.
    init?(jfif payload: [UInt8]) {
        guard payload.count >= 12, let x = payload.number(at: 8, bytes: 2, .bigEndian), let y = payload.number(at: 10, bytes: 2, .bigEndian)
        else { return nil }
        let scale = payload[7] == 1 ? 1 / Self.inch : payload[7] == 2 ? 100 : 1
        self.init(x: Double(x) * scale, y: Double(y) * scale, isRatio: !(1...2).contains(payload[7]))
    }

    /// What EXIF says: two fractions, and the unit (3 for a centimeter, else an inch).
    init?(_ exif: EXIF) {
        guard let x = exif.fraction(EXIF.Tag.resolution), let y = exif.fraction(EXIF.Tag.verticalResolution) else { return nil }
        let scale = exif.number(EXIF.Tag.resolutionUnit) == 3 ? 100 : 1 / Self.inch
        self.init(x: x * scale, y: y * scale, isRatio: false)
    }

    /// By the inch, or where it is a ratio without a unit.
    var exifValues: [Int: EXIF.Value] {
        let scale = isRatio ? 1 : Self.inch
        return [
            EXIF.Tag.resolution: .fraction(x * scale), EXIF.Tag.verticalResolution: .fraction(y * scale),
            EXIF.Tag.resolutionUnit: .number(isRatio ? 1 : 2),
        ]
    }

    /// That of the picture turned by a quarter.
    var transposed: Resolution { Resolution(x: y, y: x, isRatio: isRatio)! }

    var pHYs: PNGChunks.Chunk? {
        guard max(x, y) < 4_294_967_295 else { return nil }
        let numbers = [x, y].flatMap { [UInt8](Int($0.rounded()), bytes: 4, .bigEndian) }
        return PNGChunks.Chunk(type: "pHYs", payload: numbers + [isRatio ? 0 : 1])
    }

    /// A JFIF segment, which holds whole numbers: by the inch, or where that is not as exact, by the centimeter. nil where the
    /// numbers are too large.
    static func jfif(_ resolution: Resolution?) -> JPEGSegment? {
        var unit: UInt8 = 0, numbers = [1.0, 1.0]
        if let resolution {
            let exact = [resolution.x, resolution.y]
            func error(_ scale: Double) -> Double { exact.map { abs($0 * scale - ($0 * scale).rounded()) / scale }.max()! }
            // Meters are whole numbers in PNG: what is within their rounding is exact.
            let usesCentimeters = error(inch) > 0.5 && error(0.01) < error(inch)
            unit = resolution.isRatio ? 0 : usesCentimeters ? 2 : 1
            numbers = exact.map { max(1, ($0 * (unit == 0 ? 1 : unit == 2 ? 0.01 : inch)).rounded()) }
            guard numbers.allSatisfy({ $0 < 65_536 }) else { return nil }
        }
        let density = numbers.flatMap { [UInt8](Int($0), bytes: 2, .bigEndian) }
        return JPEGSegment(marker: 0xE0, payload: Array("JFIF\0".utf8) + [1, 1, unit] + density + [0, 0])
    }
}
