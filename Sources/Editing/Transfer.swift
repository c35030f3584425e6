import Glibc

/// Tables between sRGB samples and light (IEC 61966-2-1).
enum Transfer {
    /// 14-bit light of an 8-bit sample.
    static let linear: [UInt16] = (0..<256).map { value in
        let share = Double(value) / 255
        return UInt16((16_383 * (share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4))).rounded())
    }

    /// 8-bit sample of 14-bit light; fine enough for the darkest to come back as they were.
    static let encoded: [UInt8] = (0..<16_384).map { value in
        let light = Double(value) / 16_383
        return UInt8((255 * (light <= 0.003_130_8 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055)).rounded())
    }
}
