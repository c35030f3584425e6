import Glibc

extension Palette {
    /// Light of an 8-bit sRGB value, 0 to 1 (IEC 61966-2-1).
    static func linear(_ value: UInt8) -> Float {
        let share = Float(value) / 255
        return share <= 0.04045 ? share / 12.92 : powf((share + 0.055) / 1.055, 2.4)
    }

    static func root(_ value: Float) -> Float { cbrtf(value) }
}
