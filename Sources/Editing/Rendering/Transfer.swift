import Pixels

/// Tables between sRGB samples and light.
enum Transfer {
    /// 14-bit light of an 8-bit sample.
    static let linear: [UInt16] = (0..<256).map { value in
        UInt16((16_383 * SRGB.light(of: Double(value) / 255)).rounded())
    }

    /// 8-bit sample of 14-bit light; fine enough for the darkest to come back as they were.
    static let encoded: [UInt8] = (0..<16_384).map { value in
        UInt8((255 * SRGB.sample(of: Double(value) / 16_383)).rounded())
    }
}
