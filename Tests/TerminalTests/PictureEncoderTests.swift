import Support
import Terminal
import Testing

/// Cells have the colors and characters that a terminal has.
@Suite struct PictureEncoderTests {
    private func grid(width: Int = 8, height: Int = 8, _ sign: PixelGrid.Sign = .none, _ color: (Int, Int) -> [UInt8]) -> PixelGrid {
        let places = (0..<width * height).map { ($0 % width, $0 / width) }
        return PixelGrid(
            width: width, height: height, bytes: places.flatMap(color), signs: places.map { _ in sign })
    }

    private func colors(_ mode: ColorMode, of terminal: Int = 256) -> Set<Color> {
        let picture = grid(width: 80, height: 44) { x, y in [UInt8(x * 3), UInt8(y * 5), UInt8((x ^ y) & 255)] }
        let cells = PictureEncoder(mode: mode, hasHalfBlocks: true, colors: terminal).encode(picture).cells
        return Set(cells.flatMap { [$0.foreground, $0.background] })
    }

    private func indices(_ colors: Set<Color>) -> [Int] { colors.compactMap { if case .indexed(let index) = $0 { Int(index) } else { nil } } }

    /// The lower 16 of 256 entries belong to the user's theme; eight colors have no brighter ones.
    @Test func palettesKeepToTheirEntries() {
        #expect(colors(.palette256).count > 20 && indices(colors(.palette256)).count == colors(.palette256).count)
        #expect(indices(colors(.palette256)).allSatisfy { $0 >= 16 })
        #expect(indices(colors(.palette16)).allSatisfy { $0 < 16 } && indices(colors(.palette16, of: 8)).allSatisfy { $0 < 8 })
        #expect(colors(.mono) == [.standard] && colors(.ascii) == [.standard])
    }

    /// Grass, soil and moss lie between the grays and the cube of colors: mixed entries come nearer than one, which is gray.
    @Test(arguments: [[96, 112, 72], [120, 100, 70], [60, 80, 50], [128, 128, 128]] as [[UInt8]]) func dullColorsAreMixed(color: [UInt8]) {
        func rgb(_ index: Int) -> [Int] {
            let levels = [0, 95, 135, 175, 215, 255], cube = index - 16
            return index >= 232
                ? [Int](repeating: 8 + 10 * (index - 232), count: 3) : [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
        }
        let cells = PictureEncoder(mode: .palette256, hasHalfBlocks: true, colors: 256).encode(grid { _, _ in color }).cells
        let shown = cells.flatMap { [$0.foreground, $0.background] }.compactMap { if case .indexed(let index) = $0 { rgb(Int(index)) } else { nil } }
        let mean = (0..<3).map { channel in shown.reduce(0) { $0 + $1[channel] } / shown.count }
        let nearest = rgb(Int(Palette.upper240().nearest(RGB(color[0], color[1], color[2]))))
        func distance(_ other: [Int]) -> Int { (0..<3).reduce(0) { $0 + abs(other[$1] - Int(color[$1])) } }
        #expect(shown.count == 64 && distance(mean) <= max(12, distance(nearest) - 1), "\(mean), \(nearest)")
    }

    @Test func truecolorIsExact() {
        let picture = grid { x, y in [UInt8(x), 0, UInt8(y)] }
        let cells = PictureEncoder(mode: .truecolor, hasHalfBlocks: true, colors: 256).encode(picture)
        #expect(cells.columns == 8 && cells.rows == 4)
        for row in 0..<4 {
            for column in 0..<8 {
                let upper = RGB(UInt8(column), 0, UInt8(2 * row)), lower = RGB(UInt8(column), 0, UInt8(2 * row + 1))
                #expect(cells[column, row] == Cell(glyph: "▀", foreground: .rgb(upper), background: .rgb(lower)))
            }
        }
    }

    /// Without half blocks a cell is one pixel; without color and half blocks, darkness is a character.
    @Test func charactersFollowTheLocale() {
        let picture = grid { x, _ in [UInt8(x * 36), UInt8(x * 36), UInt8(x * 36)] }
        let plain = PictureEncoder(mode: .truecolor, hasHalfBlocks: false, colors: 256).encode(picture)
        #expect(plain.cells.allSatisfy { $0.glyph == " " })
        let mono = PictureEncoder(mode: .mono, hasHalfBlocks: false, colors: 2)
        #expect(mono.mode == .ascii && mono.encode(picture).cells.allSatisfy { $0.glyph.isASCII })
        #expect(mono.encode(picture)[0, 0].glyph == " " && mono.encode(picture)[7, 0].glyph == "@")
    }

    @Test func marksAndLinesAreSeenWithoutColor() {
        for mode in [ColorMode.mono, .ascii] {
            let encoder = PictureEncoder(mode: mode, hasHalfBlocks: mode == .mono, colors: 2)
            #expect(encoder.encode(grid(.crosses) { _, _ in [0, 0, 0] }).cells.allSatisfy { "Xx".unicodeScalars.contains($0.glyph) })
            #expect(encoder.encode(grid(.stripes) { _, _ in [0, 0, 0] }).cells.allSatisfy { $0.glyph == "/" })
            #expect(encoder.encode(grid(.ring) { _, _ in [0, 0, 0] }).cells.allSatisfy { $0.glyph == "o" })
            #expect(encoder.encode(grid(.line) { _, _ in [0, 0, 0] }).cells.allSatisfy { $0.glyph == "|" })
        }
    }
}
