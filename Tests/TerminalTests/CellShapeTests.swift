import Support
import Terminal
import Testing

/// Cells of four and of six pixels.
@Suite struct CellShapeTests {
    private static let black = Color.rgb(RGB(0, 0, 0)), white = Color.rgb(RGB(255, 255, 255))

    /// One cell of pixels that are white where they have their bits set, from the upper left on.
    private func cell(_ shape: CellShape, _ bits: Int, mode: ColorMode = .truecolor) -> Cell {
        let count = shape.columns * shape.rows
        let grid = PixelGrid(
            width: shape.columns, height: shape.rows, bytes: (0..<count).flatMap { [UInt8](repeating: bits >> $0 & 1 == 1 ? 255 : 0, count: 3) },
            signs: [PixelGrid.Sign](repeating: .none, count: count))
        return PictureEncoder(mode: mode, hasHalfBlocks: true, colors: 256, shape: shape).encode(grid)[0, 0]
    }

    /// As the names in Unicode say which pixels are set: BLOCK SEXTANT-1, -12 and so on. The last pixel is in the background always.
    @Test(
        arguments: [
            (.quadrant, 0b0001, "▘"), (.quadrant, 0b0110, "▞"), (.quadrant, 0b0111, "▛"), (.quadrant, 0b0101, "▌"), (.sextant, 0b000001, "\u{1FB00}"),
            (.sextant, 0b000011, "\u{1FB02}"), (.sextant, 0b001001, "\u{1FB08}"), (.sextant, 0b010101, "▌"), (.sextant, 0b010110, "\u{1FB14}"),
            (.sextant, 0b011110, "\u{1FB1C}"),
        ] as [(CellShape, Int, Unicode.Scalar)]) func characterHasThePixels(shape: CellShape, bits: Int, glyph: Unicode.Scalar)
    {
        #expect(cell(shape, bits) == Cell(glyph: glyph, foreground: CellShapeTests.white, background: CellShapeTests.black))
        let inverse = 1 << (shape.columns * shape.rows) - 1 - bits
        #expect(cell(shape, inverse) == Cell(glyph: glyph, foreground: CellShapeTests.black, background: CellShapeTests.white))
    }

    /// All of them, told apart, and each by the colors that its pixels have.
    @Test(arguments: [(CellShape.quadrant, 4), (.sextant, 6)]) func allPatternsDiffer(shape: CellShape, pixels: Int) {
        let cells = (0..<1 << pixels).map { cell(shape, $0) }
        #expect(Set(cells).count == cells.count)
        #expect(cells[0].background == CellShapeTests.black && cells[0].glyph == " " && cells.last?.background == CellShapeTests.white)
        #expect(Set((0..<1 << pixels).map { cell(shape, $0, mode: .mono).glyph }).count == 1 << pixels)
    }

    @Test func plainCharactersHaveNoShape() {
        #expect(PictureEncoder(mode: .ascii, hasHalfBlocks: true, colors: 8, shape: .sextant).shape == .half)
        #expect(PictureEncoder(mode: .truecolor, hasHalfBlocks: false, colors: 256, shape: .quadrant).shape == .half)
    }
}
