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

    /// The upper rows.
    public func prefix(rows: Int) -> CellGrid {
        var part = CellGrid(columns: columns, rows: min(rows, self.rows))
        part.cells = Array(cells.prefix(part.cells.count))
        return part
    }

    /// Writes ASCII text in the terminal's own colors from a cell on, as far as there is room.
    public mutating func write(_ text: String, column: Int, row: Int) {
        for (offset, scalar) in text.unicodeScalars.enumerated() where column + offset < columns && row < rows {
            self[column + offset, row] = Cell(glyph: scalar)
        }
    }

    /// Lays `other` over the upper left or right corner.
    public mutating func overlay(_ other: CellGrid, isLeft: Bool) {
        let width = min(columns, other.columns), start = isLeft ? 0 : columns - width
        for row in 0..<min(rows, other.rows) {
            for column in 0..<width { self[start + column, row] = other[column, row] }
        }
    }
}
