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
        if let code = payload("cICP") {
            guard let coded = Self.coded(code), !coded.areOfSRGB, let primaries = coded.primaries, let curve = coded.curve else { return nil }
            return Colors(primaries: primaries, curve: curve, names: "cICP")
        }
        guard payload("iCCP") == nil, payload("sRGB") == nil else { return nil }
        let gamma = numbers("gAMA", 1)?.first, primaries = numbers("cHRM", 8)
        let names = ["gAMA": gamma.map { abs($0 - Self.gammaOfSRGB) > 0.001 }, "cHRM": primaries.map { !Self.isOfSRGB($0) }]
            .filter { $0.value == true }.keys.sorted().reversed()
        guard !names.isEmpty, gamma != 0 else { return nil }
        let points = primaries.map { numbers in (0..<4).map { (x: numbers[2 * $0], y: numbers[2 * $0 + 1]) } } ?? CodedColors.primariesOfSRGB
        guard points.allSatisfy({ $0.y > 0 }) else { return nil }
        // The curve of sRGB is told by its nearest power.
        let isCurveOfSRGB = gamma.map { abs($0 - Self.gammaOfSRGB) <= 0.001 } ?? true
        return Colors(primaries: points, curve: isCurveOfSRGB ? .sRGB : .power(1 / gamma!), names: names.joined(separator: " and "))
    }

    /// The chunk that says that colors are others than sRGB's which cannot be converted, and their numbers; nil where there is none.
    var lostColors: (name: String, code: CodedColors.Code?)? {
        guard let payload = payload("cICP"), colors == nil else { return nil }
        let coded = Self.coded(payload)
        return coded?.areOfSRGB == true ? nil : ("cICP", coded?.code)
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

    /// Whether numbers are those of sRGB but for rounding.
    private static func isOfSRGB(_ numbers: [Double]) -> Bool {
        zip(numbers, CodedColors.primariesOfSRGB.flatMap { [$0.x, $0.y] }).allSatisfy { abs($0 - $1) <= 0.001 }
    }

    /// RGB of full range in numbers of ITU-T H.273; nil where it is something else.
    private static func coded(_ code: [UInt8]) -> CodedColors? {
        code.count == 4 && code[2] == 0 && code[3] == 1 ? CodedColors(primaries: code[0], transfer: code[1]) : nil
    }
}
