import Glibc
import Pixels

extension Palette {
    /// Light of an 8-bit sRGB value, 0 to 1.
    static func linear(_ value: UInt8) -> Float {
        Float(SRGB.light(of: Double(value) / 255))
    }

    static func root(_ value: Float) -> Float { cbrtf(value) }
}
