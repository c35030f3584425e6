/// One character position of the screen.
public struct Cell: Hashable, Sendable {
    public var glyph: Unicode.Scalar
    public var foreground: Color
    public var background: Color

    public init(glyph: Unicode.Scalar, foreground: Color = .standard, background: Color = .standard) {
        self.glyph = glyph
        self.foreground = foreground
        self.background = background
    }

    public static let blank = Cell(glyph: " ")
    static let upperHalf: Unicode.Scalar = "▀"
    static let lowerHalf: Unicode.Scalar = "▄"
    static let full: Unicode.Scalar = "█"
}
