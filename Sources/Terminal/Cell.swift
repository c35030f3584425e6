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

/// A rectangle of cells, rows from top to bottom.
public struct CellGrid: Equatable, Sendable {
    public let columns, rows: Int
    public var cells: [Cell]

    public init(columns: Int, rows: Int, filledWith cell: Cell = .blank) {
        self.columns = columns
        self.rows = rows
        cells = [Cell](repeating: cell, count: columns * rows)
    }

    public subscript(column: Int, row: Int) -> Cell {
        get { cells[row * columns + column] }
        set { cells[row * columns + column] = newValue }
    }

    /// Writes `text` from `column` on over the cells of `row`, cut off at the right border.
    public mutating func write(_ text: String, column: Int, row: Int, foreground: Color, background: Color) {
        guard row >= 0, row < rows else { return }
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            let position = column + offset
            guard position >= 0, position < columns else { continue }
            self[position, row] = Cell(glyph: scalar, foreground: foreground, background: background)
        }
    }
}
