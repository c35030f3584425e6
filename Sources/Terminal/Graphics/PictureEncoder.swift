/// Turns pixels into cells of the colors and characters that a terminal has.
public final class PictureEncoder {
    public let mode: ColorMode
    /// Whether half blocks can be written; else a cell is one pixel.
    public let hasHalfBlocks: Bool
    /// The pixels of a cell; where there are no blocks, half of it each.
    public let shape: CellShape
    private let palette: Palette?

    /// `colors`: how many the terminal's own palette has; 8 keeps the upper half out of `palette16`.
    public init(mode: ColorMode, hasHalfBlocks: Bool, colors: Int, shape: CellShape = .half) {
        self.mode = mode == .mono && !hasHalfBlocks ? .ascii : mode
        self.hasHalfBlocks = hasHalfBlocks
        self.shape = hasHalfBlocks && mode != .ascii ? shape : .half
        switch mode {
        case .palette256: palette = .upper240()
        case .palette16: palette = .basic(count: colors >= 16 ? 16 : 8)
        case .truecolor, .mono, .ascii: palette = nil
        }
    }

    /// The color of text drawn into the picture, nearest to `color`.
    public func color(_ color: RGB) -> Color {
        switch mode {
        case .truecolor: .rgb(color)
        case .palette256, .palette16: .indexed(palette!.nearest(color))
        case .mono, .ascii: .standard
        }
    }

    /// A cell for all its pixels.
    public func encode(_ grid: PixelGrid) -> CellGrid {
        var result = CellGrid(columns: grid.width / shape.columns, rows: grid.height / shape.rows)
        for row in 0..<result.rows {
            for column in 0..<result.columns { result[column, row] = encode(grid, column: column, row: row) }
        }
        return result
    }

    /// One cell of them.
    public func encode(_ grid: PixelGrid, column: Int, row: Int) -> Cell {
        if shape != .half { return fineCell(grid, column, row) }
        let upper = 2 * row * grid.width + column, lower = upper + grid.width
        switch mode {
        case .mono, .ascii:
            let signs = [grid.signs[upper], grid.signs[lower]]
            if signs.contains(.line) { return Cell(glyph: PictureEncoder.line) }
            if signs.contains(.ring) { return Cell(glyph: PictureEncoder.ring) }
            // Thinner than a cell.
            if let thin = signs.first(where: \.isThin), let glyph = pattern(thin, column, row) { return Cell(glyph: glyph) }
        case .truecolor, .palette256, .palette16: break
        }
        switch mode {
        case .mono:
            return monoCell(grid, column, row, upper: upper, lower: lower)
        case .ascii:
            return asciiCell(grid, column, row, upper: upper, lower: lower)
        case .truecolor, .palette256, .palette16:
            guard hasHalfBlocks else {
                let background = shown(grid.color(upper).mixed(with: grid.color(lower)), column, 2 * row)
                return Cell(glyph: " ", background: background)
            }
            return Cell(
                glyph: Cell.upperHalf, foreground: shown(grid.color(upper), column, 2 * row),
                background: shown(grid.color(lower), column, 2 * row + 1))
        }
    }

    func shown(_ color: RGB, _ x: Int, _ y: Int) -> Color {
        let threshold = PictureEncoder.bayer[(y & 7) * 8 + (x & 7)]
        if mode == .palette256 {
            // Dull greens and browns lie between grays and the cube of colors: the nearest entry is gray.
            let mixture = palette!.mixture(color)
            return .indexed(threshold < mixture.share ? mixture.second : mixture.first)
        }
        guard mode == .palette16 else { return self.color(color) }
        // Few colors show shades only by mixing neighbors; an ordered pattern does not crawl as strokes change it.
        let shift = (threshold - 32) * 3 / 2
        func moved(_ value: UInt8) -> UInt8 { UInt8(max(0, min(255, Int(value) + shift))) }
        return self.color(RGB(moved(color.red), moved(color.green), moved(color.blue)))
    }

    private func monoCell(_ grid: PixelGrid, _ x: Int, _ row: Int, upper: Int, lower: Int) -> Cell {
        let glyph: Unicode.Scalar
        switch (isLit(grid, upper, x, 2 * row), isLit(grid, lower, x, 2 * row + 1)) {
        case (true, true): glyph = Cell.full
        case (true, false): glyph = Cell.upperHalf
        case (false, true): glyph = Cell.lowerHalf
        case (false, false): glyph = " "
        }
        if grid.signs[upper] == grid.signs[lower], let glyph = pattern(grid.signs[upper], x, row) { return Cell(glyph: glyph) }
        return Cell(glyph: glyph)
    }

    func isLit(_ grid: PixelGrid, _ index: Int, _ x: Int, _ y: Int) -> Bool {
        if grid.signs[index] != .none { return (x + y) & 1 == 0 }
        return grid.color(index).luma > PictureEncoder.bayer[(y & 7) * 8 + (x & 7)] * 4
    }

    private func asciiCell(_ grid: PixelGrid, _ x: Int, _ row: Int, upper: Int, lower: Int) -> Cell {
        if let glyph = pattern(grid.signs[upper], x, row) ?? pattern(grid.signs[lower], x, row) { return Cell(glyph: glyph) }
        let luma = grid.color(upper).mixed(with: grid.color(lower)).luma
        return Cell(glyph: PictureEncoder.ramp[luma * PictureEncoder.ramp.count / 256])
    }

    /// The character of a sign that covers an area.
    func pattern(_ sign: PixelGrid.Sign, _ x: Int, _ row: Int) -> Unicode.Scalar? {
        switch sign {
        case .crosses: (x + row) & 1 == 0 ? "X" : "x"
        case .stripes: "/"
        case .stroke: "="
        case .digit(let digit): Unicode.Scalar(UInt8(48 + digit % 10))
        case .none, .line, .ring: nil
        }
    }

    /// Neither in the ramp nor a mark.
    static let line: Unicode.Scalar = "|", ring: Unicode.Scalar = "o"
    private static let ramp = Array(" .:-=+*#%@".unicodeScalars)

    /// Thresholds 0 to 63 in an order that spreads every shade evenly (Bayer 1973).
    private static let bayer: [Int] = (0..<64).map { index in
        let x = index & 7, y = index >> 3
        var value = 0
        for bit in 0..<3 {
            let a = x >> bit & 1, b = y >> bit & 1
            value |= (a ^ b) << (5 - 2 * bit) | b << (4 - 2 * bit)
        }
        return value
    }
}

extension PixelGrid.Sign {
    /// Whether it may be thinner than a cell.
    var isThin: Bool {
        switch self {
        case .stroke, .digit: true
        case .none, .crosses, .stripes, .line, .ring: false
        }
    }
}
