import Support
import Terminal
import Testing

/// What is painted is seen, in few bytes.
@Suite struct CellPainterTests {
    /// Places the cursor as ECMA-48 has it.
    private func painter() -> CellPainter {
        CellPainter(position: { Array("\u{1b}[\($0 + 1);\($1 + 1)H".utf8) }, reset: Array("\u{1b}[m".utf8))
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Half blocks, spaces and letters in colors of every kind, neighbors often alike.
    private func grid(columns: Int, rows: Int, _ noise: inout Noise) -> CellGrid {
        var grid = CellGrid(columns: columns, rows: rows)
        let colors: [Color] = [.standard, .indexed(3), .indexed(11), .indexed(200), .rgb(RGB(0, 0, 3)), .rgb(RGB(250, 128, 7))]
        let glyphs: [Unicode.Scalar] = ["▀", "▀", "▀", " ", "X"]
        for index in grid.cells.indices {
            func any<T>(_ list: [T]) -> T { list[Int(noise.next()) % list.count] }
            grid.cells[index] = Cell(glyph: any(glyphs), foreground: any(colors), background: any(colors))
        }
        return grid
    }

    /// How a cell looks on a screen.
    private func look(_ cell: Cell) -> ScreenModel.Cell {
        func name(_ color: Color) -> String {
            switch color {
            case .standard: "default"
            case .indexed(let index): "\(index)"
            case .rgb(let color): "#\(color.red),\(color.green),\(color.blue)"
            }
        }
        var result = ScreenModel.Cell(glyph: Character(cell.glyph), foreground: name(cell.foreground), background: name(cell.background))
        // Two halves of one color are a space of it.
        if cell.glyph == "▀", cell.foreground == cell.background, cell.foreground != .standard { result.glyph = " " }
        return result.look
    }

    @Test func screenBecomesTheGrid() {
        var noise = Noise(seed: 5), painter = painter(), screen = ScreenModel(columns: 40, rows: 12)
        var shown = grid(columns: 40, rows: 12, &noise)
        for _ in 0..<50 {
            screen.feed(painter.paint(shown)[...])
            #expect(screen.look == shown.cells.map(look))
            let next = grid(columns: 40, rows: 12, &noise)
            for _ in 0..<60 {
                let index = Int(noise.next()) % shown.cells.count
                shown.cells[index] = next.cells[index]
            }
        }
    }

    @Test func onlyWhatChangesIsSent() {
        var painter = painter(), grid = CellGrid(columns: 10, rows: 3, filledWith: Cell(glyph: "▀", foreground: .indexed(1), background: .indexed(2)))
        #expect(!painter.paint(grid).isEmpty)
        #expect(painter.paint(grid).isEmpty)
        grid[4, 1] = Cell(glyph: "x")
        #expect(text(painter.paint(grid)) == "\u{1b}[2;5Hx\u{1b}[m")
        painter.invalidate()
        #expect(text(painter.paint(grid)).filter { "▀▄█ x".contains($0) }.count == 30)
    }

    /// Each color once, as long as the pen has it; gaps are stepped over.
    @Test func penKeepsItsColors() {
        var painter = painter(), grid = CellGrid(columns: 6, rows: 1, filledWith: Cell(glyph: " ", background: .rgb(RGB(1, 2, 3))))
        #expect(text(painter.paint(grid)) == "\u{1b}[1;1H\u{1b}[48;2;1;2;3m      \u{1b}[m")
        grid[0, 0] = Cell(glyph: "▀", foreground: .indexed(9), background: .indexed(200))
        grid[4, 0] = Cell(glyph: "▀", foreground: .indexed(200), background: .indexed(9))
        // The second is the first turned upside down.
        #expect(text(painter.paint(grid)) == "\u{1b}[1;1H\u{1b}[91;48;5;200m▀\u{1b}[3C▄\u{1b}[m")
    }

    /// A screenful of noise may be 8 off a channel; less than a third of a screen is exact.
    @Test func largeScreensAreNearEnough() {
        var noise = Noise(seed: 1)
        func picture(_ rows: Int) -> CellGrid {
            var grid = CellGrid(columns: 200, rows: rows)
            func color() -> Color { .rgb(RGB(UInt8(noise.next() & 255), UInt8(noise.next() & 255), UInt8(noise.next() & 255))) }
            for index in grid.cells.indices { grid.cells[index] = Cell(glyph: "▀", foreground: color(), background: color()) }
            return grid
        }
        func numbers(_ color: String) -> [Int] { color.dropFirst().split(separator: ",").compactMap { Int($0) } }
        for (rows, tolerance) in [(20, 0), (60, 8)] {
            let grid = picture(rows)
            var painter = painter(), screen = ScreenModel(columns: 200, rows: rows)
            screen.feed(painter.paint(grid)[...])
            let isNear = zip(screen.look, grid.cells.map(look)).allSatisfy { seen, meant in
                let pairs = [(seen.glyph == " " ? seen.background : seen.foreground, meant.foreground), (seen.background, meant.background)]
                return pairs.allSatisfy { a, b in zip(numbers(a), numbers(b)).allSatisfy { abs($0 - $1) <= tolerance } && numbers(a).count == 3 }
            }
            #expect(isNear, "\(rows) rows")
        }
    }
}
