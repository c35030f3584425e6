/// What the picture area shall show: as many pixels for each cell as its shape has.
public struct PixelGrid: Sendable {
    public let width, height: Int
    /// 8-bit sRGB, rows from top to bottom.
    public var bytes: [UInt8]
    /// What must tell pixels apart when colors cannot.
    public var signs: [Sign]

    public enum Sign: Equatable, Sendable {
        case none, crosses, stripes, stroke, line, ring
        case digit(Int)
    }

    public init(width: Int, height: Int, bytes: [UInt8], signs: [Sign]) {
        precondition(bytes.count == width * height * 3)
        precondition(signs.count == width * height)
        self.width = width
        self.height = height
        self.bytes = bytes
        self.signs = signs
    }

    func color(_ index: Int) -> RGB { RGB(bytes[index * 3], bytes[index * 3 + 1], bytes[index * 3 + 2]) }
}
