/// Writes the cells that changed since the last time, in few bytes.
///
/// ncurses does not draw the picture itself: its release 6.4 fails past 65,536 color pairs and sends both
/// colors of every cell anew (486 kB for 200 x 60 cells). Here each cell sends only the color that the pen does
/// not have, and takes whichever half block needs least.
public struct CellPainter {
    private var shown: CellGrid?
    /// The terminal's own way to a row and a column, both from 0.
    let position: (_ row: Int, _ column: Int) -> [UInt8]
    private let reset: [UInt8]
    private var foreground: Color?
    private var background: Color?

    public init(position: @escaping (_ row: Int, _ column: Int) -> [UInt8], reset: [UInt8]) {
        self.position = position
        self.reset = reset
    }

    /// Forgets what stands on the screen: all cells are written the next time.
    public mutating func invalidate() { shown = nil }

    /// The bytes that bring the screen from what was last painted to `grid`; empty when nothing changed.
    /// The cursor is left anywhere, the pen as `reset` leaves it.
    public mutating func paint(_ grid: CellGrid) -> [UInt8] {
        let before = shown.flatMap { $0.columns == grid.columns && $0.rows == grid.rows ? $0 : nil }
        shown = grid
        let changes = before.map { old in zip(old.cells, grid.cells).lazy.filter { $0 != $1 }.count } ?? grid.cells.count
        guard changes > 0 else { return [] }
        // A screenful is worth a little exactness: shades that hardly an eye tells apart keep the pen as it is.
        // Busy pictures need more of it to stay within what slow lines carry.
        guard changes > CellPainter.manyCells else { return write(grid, over: before, tolerance: 0) }
        for tolerance in [3, 5] {
            let output = write(grid, over: before, tolerance: tolerance)
            if output.count <= changes * CellPainter.bytesPerCell { return output }
        }
        return write(grid, over: before, tolerance: 8)
    }

    /// A third of a large terminal's cells, from which on bytes are saved.
    private static let manyCells = 4_000
    /// Keeps 200 x 60 cells under 260 kB.
    private static let bytesPerCell = 21

    private mutating func write(_ grid: CellGrid, over before: CellGrid?, tolerance: Int) -> [UInt8] {
        var output: [UInt8] = []
        foreground = .standard
        background = .standard
        for row in 0..<grid.rows {
            var pen = -1
            for column in 0..<grid.columns {
                let index = row * grid.columns + column
                let cell = grid.cells[index]
                if let before, before.cells[index] == cell { continue }
                if pen != column {
                    if pen >= 0 {
                        output += [0x1b, 0x5b] + Array(String(column - pen).utf8) + [0x43]
                    } else {
                        output += position(row, column)
                    }
                }
                write(cell, to: &output, tolerance: tolerance)
                pen = column + 1
            }
        }
        return output + reset
    }

    private mutating func write(_ cell: Cell, to output: inout [UInt8], tolerance: Int) {
        guard cell.glyph == Cell.upperHalf else {
            if cell.glyph == " " {
                select(nil, cell.background, &output)
            } else {
                select(cell.foreground, cell.background, &output)
            }
            output += Array(String(cell.glyph).utf8)
            return
        }
        func same(_ a: Color?, _ b: Color) -> Bool {
            guard let a else { return false }
            if a == b { return true }
            guard tolerance > 0, case .rgb(let x) = a, case .rgb(let y) = b else { return false }
            return abs(Int(x.red) - Int(y.red)) <= tolerance && abs(Int(x.green) - Int(y.green)) <= tolerance
                && abs(Int(x.blue) - Int(y.blue)) <= tolerance
        }
        let upper = cell.foreground, lower = cell.background
        let upperIsPen = same(foreground, upper), upperIsPaper = same(background, upper)
        let lowerIsPen = same(foreground, lower), lowerIsPaper = same(background, lower)
        let isPlain = same(upper, lower)
        if isPlain && upper != .standard {
            // One color alone: whichever of pen and paper has it.
            if upperIsPen && lowerIsPen {
                output += Array(String(Cell.full).utf8)
            } else {
                if !(upperIsPaper && lowerIsPaper) { select(nil, lower, &output) }
                output.append(0x20)
            }
            return
        }
        let straight = (upperIsPen ? 0 : 1) + (lowerIsPaper ? 0 : 1)
        let turned = (lowerIsPen ? 0 : 1) + (upperIsPaper ? 0 : 1)
        if straight <= turned {
            select(upperIsPen ? nil : upper, lowerIsPaper ? nil : lower, &output)
            output += Array(String(Cell.upperHalf).utf8)
        } else {
            select(lowerIsPen ? nil : lower, upperIsPaper ? nil : upper, &output)
            output += Array(String(Cell.lowerHalf).utf8)
        }
    }

    /// Brings the pen to the colors that are given and differ.
    private mutating func select(_ newForeground: Color?, _ newBackground: Color?, _ output: inout [UInt8]) {
        var parts: [String] = []
        if let newForeground, newForeground != foreground {
            foreground = newForeground
            parts.append(CellPainter.code(newForeground, base: 30))
        }
        if let newBackground, newBackground != background {
            background = newBackground
            parts.append(CellPainter.code(newBackground, base: 40))
        }
        guard !parts.isEmpty else { return }
        output += [0x1b, 0x5b] + Array(parts.joined(separator: ";").utf8) + [0x6d]
    }

    private static func code(_ color: Color, base: Int) -> String {
        switch color {
        case .standard: "\(base + 9)"
        case .indexed(let index) where index < 8: "\(base + Int(index))"
        case .indexed(let index) where index < 16: "\(base + 60 + Int(index) - 8)"
        case .indexed(let index): "\(base + 8);5;\(index)"
        case .rgb(let color): "\(base + 8);2;\(color.red);\(color.green);\(color.blue)"
        }
    }
}
