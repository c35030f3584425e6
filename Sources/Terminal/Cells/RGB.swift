/// An 8-bit sRGB color.
public struct RGB: Hashable, Sendable {
    public var red, green, blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    public static let black = RGB(0, 0, 0)
    public static let white = RGB(255, 255, 255)

    /// The mean of two colors, for cells that can show only one.
    func mixed(with other: RGB) -> RGB {
        RGB(
            UInt8((Int(red) + Int(other.red)) / 2), UInt8((Int(green) + Int(other.green)) / 2),
            UInt8((Int(blue) + Int(other.blue)) / 2))
    }

    /// Rec. 709 luma, 0 to 255.
    var luma: Int { (Int(red) * 54 + Int(green) * 183 + Int(blue) * 19) >> 8 }
}
