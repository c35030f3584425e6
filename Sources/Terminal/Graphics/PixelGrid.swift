/// What the picture area shall show: two pixels, one above the other, for each cell.
public struct PixelGrid: Sendable {
    public let width, height: Int
    /// 8-bit sRGB, rows from top to bottom.
    public var bytes: [UInt8]
    /// Where a pattern must tell a pixel apart when colors cannot.
    public var marked: [Bool]
    /// Where a line must be told from the picture when colors cannot.
    public var lines: [Bool]

    /// `height` must be even.
    public init(width: Int, height: Int, bytes: [UInt8], marked: [Bool], lines: [Bool]) {
        precondition(bytes.count == width * height * 3 && height % 2 == 0)
        precondition(marked.count == width * height && lines.count == width * height)
        self.width = width
        self.height = height
        self.bytes = bytes
        self.marked = marked
        self.lines = lines
    }

    func color(_ index: Int) -> RGB { RGB(bytes[index * 3], bytes[index * 3 + 1], bytes[index * 3 + 2]) }
}
