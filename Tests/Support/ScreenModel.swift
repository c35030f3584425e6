/// As much of a terminal as the tests look at: cells with their colors, cursor, and the modes that are on.
///
/// After ECMA-48 and xterm's control sequences; written for the tests, apart from what the program knows of
/// terminals.
package struct ScreenModel {
    package struct Cell: Hashable {
        package var glyph: Character = " "
        package var foreground = "default"
        package var background = "default"

        package init(glyph: Character = " ", foreground: String = "default", background: String = "default") {
            (self.glyph, self.foreground, self.background) = (glyph, foreground, background)
        }

        /// What is seen: two halves look the same whichever is drawn, and so do a full block and a space of its color.
        package var look: Cell {
            switch glyph {
            case " ": Cell(background: background)
            case "█": Cell(background: foreground)
            case "▄": Cell(glyph: "▀", foreground: background, background: foreground)
            default: self
            }
        }
    }

    package private(set) var columns: Int, rows: Int
    package private(set) var cells: [[Cell]]
    package private(set) var cursor = (column: 0, row: 0)
    /// Private modes that are set, such as 1049 (alternate screen) and 1006 (SGR mouse).
    package private(set) var modes: Set<Int> = [25]
    /// The line above the last as each frame left it: how things stood, one after the other.
    package private(set) var history: [String] = []
    package private(set) var title = "shell"
    /// What the title was when it was put away, the latest last.
    private var titles: [String] = []
    private var pen = Cell()
    /// The main screen while the alternate one is shown.
    private var main: (cells: [[Cell]], cursor: (column: Int, row: Int))?
    private var saved = (column: 0, row: 0)
    private var pending: [UInt8] = []

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    /// The screen's lines, joined by line feeds.
    package var text: String { cells.map { String($0.map(\.glyph)) }.joined(separator: "\n") }

    /// What is seen of every cell.
    package var look: [Cell] { cells.joined().map(\.look) }

    package func line(_ row: Int) -> String { String(cells[row].map(\.glyph)) }

    package mutating func resize(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = (0..<rows).map { row in
            (0..<columns).map { column in
                row < cells.count && column < cells[row].count ? cells[row][column] : Cell()
            }
        }
        cursor = (min(cursor.column, columns - 1), min(cursor.row, rows - 1))
    }

    package mutating func feed(_ bytes: ArraySlice<UInt8>) {
        let all = pending + bytes
        var index = 0
        while index < all.count {
            guard let length = step(all, index) else { break }
            index += length
        }
        pending = Array(all[index...])
    }

    /// Takes one character or sequence; its length, or nil if its end has not come.
    private mutating func step(_ all: [UInt8], _ index: Int) -> Int? {
        let byte = all[index]
        if byte == 0x1b { return escape(all, index) }
        if byte < 0x20 {
            control(byte)
            return 1
        }
        let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
        guard index + length <= all.count else { return nil }
        put(Character(String(decoding: all[index..<(index + length)], as: UTF8.self)))
        return length
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08: cursor.column = max(0, min(cursor.column, columns - 1) - 1)
        case 0x09: cursor.column = min(columns - 1, (cursor.column / 8 + 1) * 8)
        case 0x0a: lineFeed()
        case 0x0d: cursor.column = 0
        default: break
        }
    }

    private mutating func switchScreen(toAlternate: Bool) {
        if toAlternate, main == nil {
            main = (cells, cursor)
            cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
        } else if !toAlternate, let (cells, cursor) = main, cells.count == rows, cells[0].count == columns {
            self.cells = cells
            self.cursor = cursor
            main = nil
        }
    }

    private mutating func lineFeed() {
        if cursor.row < rows - 1 {
            cursor.row += 1
        } else {
            cells.removeFirst()
            cells.append(Array(repeating: Cell(), count: columns))
        }
    }

    private mutating func put(_ character: Character) {
        if cursor.column >= columns {
            cursor.column = 0
            lineFeed()
        }
        pen.glyph = character
        cells[cursor.row][cursor.column] = pen
        cursor.column += 1
    }

    private mutating func escape(_ all: [UInt8], _ index: Int) -> Int? {
        guard index + 1 < all.count else { return nil }
        switch all[index + 1] {
        case 0x5b:
            guard let end = all[(index + 2)...].firstIndex(where: { (0x40...0x7e).contains($0) }) else { return nil }
            sequence(String(decoding: all[(index + 2)..<end], as: UTF8.self), Character(Unicode.Scalar(all[end])))
            return end - index + 1
        case 0x5d, 0x50, 0x5f:
            var end = index + 2
            while end < all.count {
                let ending = all[end] == 0x07 ? 1 : all[end] == 0x1b && end + 1 < all.count && all[end + 1] == 0x5c ? 2 : 0
                if ending > 0 {
                    let text = String(decoding: all[index + 1..<end], as: UTF8.self)
                    if text.hasPrefix("]2;") { title = String(text.dropFirst(3)) }
                    return end - index + ending
                }
                end += 1
            }
            return nil
        case 0x28, 0x29, 0x23:
            return index + 2 < all.count ? 3 : nil
        case 0x37: saved = cursor
        case 0x38: cursor = saved
        case 0x4d: cursor.row = max(0, cursor.row - 1)
        default: break
        }
        return 2
    }

    private mutating func sequence(_ text: String, _ final: Character) {
        if text.hasPrefix("?") {
            for mode in text.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
                if final == "h" { modes.insert(mode) } else if final == "l" { modes.remove(mode) }
                if mode == 1049 { switchScreen(toAlternate: final == "h") }
                if mode == 2026, final == "l", rows > 1 { history.append(line(rows - 2)) }
            }
            return
        }
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = max(1, numbers.first ?? 1)
        let column = min(cursor.column, columns - 1)
        switch final {
        case "H", "f": cursor = (min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1, min(rows, first) - 1)
        case "A": cursor = (column, max(0, cursor.row - first))
        case "B": cursor = (column, min(rows - 1, cursor.row + first))
        case "C": cursor.column = min(columns - 1, column + first)
        case "D": cursor.column = max(0, column - first)
        case "G": cursor.column = min(columns, first) - 1
        case "d": cursor.row = min(rows, first) - 1
        case "J": erase(numbers.first ?? 0)
        case "K": eraseLine(numbers.first ?? 0)
        case "X": for offset in 0..<first where column + offset < columns { cells[cursor.row][column + offset] = blank }
        case "P", "@": shift(from: column, by: final == "P" ? -first : first)
        case "b": for _ in 0..<first { put(pen.glyph) }
        case "m": select(numbers)
        case "t" where numbers.first == 22: titles.append(title)
        case "t" where numbers.first == 23: title = titles.popLast() ?? title
        default: break
        }
    }

    /// Deletes (by less than 0) or inserts cells of the cursor's line.
    private mutating func shift(from column: Int, by count: Int) {
        let blanks = [Cell](repeating: blank, count: min(abs(count), columns - column))
        var line = cells[cursor.row]
        if count < 0 {
            line.removeSubrange(column..<column + blanks.count)
            line += blanks
        } else {
            line.insert(contentsOf: blanks, at: column)
            line.removeLast(blanks.count)
        }
        cells[cursor.row] = line
    }

    private var blank: Cell { Cell(foreground: pen.foreground, background: pen.background) }

    private mutating func erase(_ mode: Int) {
        let from = mode == 0 ? cursor.row : 0, to = mode == 1 ? cursor.row : rows - 1
        for row in from...to where row != cursor.row || mode == 2 { cells[row] = Array(repeating: blank, count: columns) }
        if mode != 2 { eraseLine(mode) }
    }

    private mutating func eraseLine(_ mode: Int) {
        let column = min(cursor.column, columns - 1)
        let range = mode == 0 ? column..<columns : mode == 1 ? 0..<(column + 1) : 0..<columns
        for column in range { cells[cursor.row][column] = blank }
    }

    private mutating func select(_ numbers: [Int]) {
        var index = 0
        while index < numbers.count {
            let value = numbers[index]
            switch value {
            case 0: pen = Cell()
            case 30...37, 90...97: pen.foreground = "\(value < 90 ? value - 30 : value - 82)"
            case 40...47, 100...107: pen.background = "\(value < 100 ? value - 40 : value - 92)"
            case 39: pen.foreground = "default"
            case 49: pen.background = "default"
            case 38, 48:
                let isRGB = index + 1 < numbers.count && numbers[index + 1] == 2
                let parts = numbers.dropFirst(index + 2).prefix(isRGB ? 3 : 1).map(String.init)
                let color = isRGB ? "#" + parts.joined(separator: ",") : parts.joined()
                if value == 38 { pen.foreground = color } else { pen.background = color }
                index += isRGB ? 4 : 2
            default: break
            }
            index += 1
        }
    }
}
