/// What colors the samples of a PNG file are (PNG specification, third edition, 13.13): cICP counts before iCCP, this before
/// sRGB, and this before gAMA and cHRM.
extension PNGChunks {
    /// Colors that are told by numbers and are not those of sRGB.
    struct Colors {
        let primaries: ColorProfile.Primaries
        let curve: ColorProfile.Curve
        /// The chunks that tell.
        let names: String
    }

    /// nil where the colors are those of a profile, or sRGB's, or said by nobody, or cannot be converted.
    var colors: Colors? {
        if let code = payload("cICP") { return isOfSRGB(code) ? nil : Self.colors(code) }
        guard payload("iCCP") == nil, payload("sRGB") == nil else { return nil }
        let gamma = numbers("gAMA", 1)?.first, primaries = numbers("cHRM", 8)
        let names = ["gAMA": gamma.map { abs($0 - Self.gammaOfSRGB) > 0.001 }, "cHRM": primaries.map { !Self.isOfSRGB($0) }]
            .filter { $0.value == true }.keys.sorted().reversed()
        guard !names.isEmpty, gamma != 0 else { return nil }
        let points = primaries.map { numbers in (0..<4).map { (x: numbers[2 * $0], y: numbers[2 * $0 + 1]) } } ?? Self.primariesOfSRGB
        guard points.allSatisfy({ $0.y > 0 }) else { return nil }
        // The curve of sRGB is told by its nearest power.
        let isCurveOfSRGB = gamma.map { abs($0 - Self.gammaOfSRGB) <= 0.001 } ?? true
        return Colors(primaries: points, curve: isCurveOfSRGB ? .sRGB : .power(1 / gamma!), names: names.joined(separator: " and "))
    }

    /// The chunk that says that colors are others than sRGB's which cannot be converted; nil where there is none.
    var lostColors: String? {
        guard let code = payload("cICP"), !isOfSRGB(code), Self.colors(code) == nil else { return nil }
        return "cICP"
    }

    /// The profile of the samples: what iCCP holds, or one made of numbers; nil for sRGB.
    func colorProfile(isGray: Bool) -> [UInt8]? {
        if let colors { return ColorProfile.bytes(colors.primaries, colors.curve, isGray: isGray) }
        return payload("cICP") == nil ? profile : nil
    }

    /// Whether there is a profile that should count, be it such that can be read or not.
    var hasProfile: Bool { payload("cICP") == nil && (payload("iCCP") != nil || broken.contains("iCCP")) }

    private func payload(_ type: String) -> [UInt8]? { before.first { $0.type == type }?.payload }

    /// Numbers in parts of 100,000.
    private func numbers(_ type: String, _ count: Int) -> [Double]? {
        guard let payload = payload(type), payload.count == 4 * count else { return nil }
        return (0..<count).map { Double(payload.number(at: 4 * $0, bytes: 4, .bigEndian)!) / 100_000 }
    }

    private static let gammaOfSRGB = 0.45455
    private static let primariesOfSRGB: ColorProfile.Primaries = [(0.3127, 0.329), (0.64, 0.33), (0.3, 0.6), (0.15, 0.06)]

    /// Whether numbers are those of sRGB but for rounding.
    private static func isOfSRGB(_ numbers: [Double]) -> Bool {
        zip(numbers, primariesOfSRGB.flatMap { [$0.x, $0.y] }).allSatisfy { abs($0 - $1) <= 0.001 }
    }

    /// Primaries of BT.709, the curve of sRGB, RGB, full range (ITU-T H.273).
    private func isOfSRGB(_ code: [UInt8]) -> Bool { code == [1, 13, 0, 1] }

    /// The colors of a code of ITU-T H.273: primaries, curve, RGB, full range. What is meant for more light than white has, and
    /// what is rare, is not known here.
    private static func colors(_ code: [UInt8]) -> Colors? {
        guard code.count == 4, code[2] == 0, code[3] == 1 else { return nil }
        let white = (x: 0.3127, y: 0.329)
        let primaries: ColorProfile.Primaries? =
            switch code[0] {
            case 1: primariesOfSRGB
            case 5: [white, (0.64, 0.33), (0.29, 0.6), (0.15, 0.06)]
            case 6, 7: [white, (0.63, 0.34), (0.31, 0.595), (0.155, 0.07)]
            case 9: [white, (0.708, 0.292), (0.17, 0.797), (0.131, 0.046)]
            case 11: [(0.314, 0.351), (0.68, 0.32), (0.265, 0.69), (0.15, 0.06)]
            case 12: [white, (0.68, 0.32), (0.265, 0.69), (0.15, 0.06)]
            default: nil
            }
        let curve: ColorProfile.Curve? =
            switch code[1] {
            case 1, 6, 14, 15: .video
            case 4: .power(2.2)
            case 5: .power(2.8)
            case 8: .power(1)
            case 13: .sRGB
            default: nil
            }
        guard let primaries, let curve else { return nil }
        return Colors(primaries: primaries, curve: curve, names: "cICP")
    }
}
