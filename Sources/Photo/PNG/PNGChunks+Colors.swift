extension PNGChunks {
    /// The chunks that say that colors are other than sRGB, where there is no profile that says so and is carried over; nil
    /// where there are none.
    var lostColors: String? {
        func payload(_ type: String) -> [UInt8]? { before.first { $0.type == type }?.payload }
        if let code = payload("cICP") {
            // Primaries of BT.709, the curve of sRGB, RGB, full range (ITU-T H.273).
            return code == [1, 13, 0, 1] ? nil : "cICP"
        }
        if payload("iCCP") != nil || payload("sRGB") != nil { return nil }
        let types = ["gAMA", "cHRM"].filter { type in
            payload(type).map { !Self.isOfSRGB($0, Self.colorsOfSRGB[type]!) } == true
        }
        return types.isEmpty ? nil : types.joined(separator: " and ")
    }

    /// What sRGB has in these chunks, in parts of 100,000 (PNG specification, third edition, 11.3.2.5).
    private static let colorsOfSRGB = [
        "gAMA": [45_455], "cHRM": [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000],
    ]

    /// Whether numbers are those of sRGB but for rounding.
    private static func isOfSRGB(_ payload: [UInt8], _ expected: [Int]) -> Bool {
        payload.count == 4 * expected.count
            && expected.indices.allSatisfy { abs(payload.number(at: 4 * $0, bytes: 4, .bigEndian)! - expected[$0]) <= 100 }
    }
}
