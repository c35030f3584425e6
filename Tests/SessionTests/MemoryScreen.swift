import Glibc
import Terminal

/// A screen in memory: keeps what it is shown, and says what the test has the user, the system and the clock do.
final class MemoryScreen: Screen {
    private(set) var columns: Int, rows: Int
    let pixelAspect = 1.0
    var cellSize: (width: Int, height: Int)?
    let isUnicode = true
    let encoder: PictureEncoder
    var hasMouse = true
    var isInTmux = false
    private(set) var seconds = 0.0

    private(set) var frame: Frame?
    /// The line that says how things stand, as frame after frame had it.
    private(set) var states: [String] = []
    /// How often it was asked what graphics there are, and how often something was done that cells do not show.
    private(set) var notices: [Notice] = []
    private(set) var questions = 0, suspensions = 0, redraws = 0
    /// The pixels that lie over the cells.
    private(set) var pixels: (bytes: [UInt8], width: Int, height: Int, graphics: GraphicsProtocol)?

    private var waiting: [ScreenEvent] = []
    /// Seconds that pass while the session waits the next time.
    private var passing = 0.0
    /// Widths of characters are known for the locale only.
    private static let hasLocale = setlocale(LC_CTYPE, "C.UTF-8") != nil

    init(columns: Int, rows: Int, mode: ColorMode = .truecolor, cells: CellShape = .half) {
        _ = MemoryScreen.hasLocale
        self.columns = columns
        self.rows = rows
        encoder = PictureEncoder(mode: mode, hasHalfBlocks: mode != .ascii, colors: 256, shape: cells)
    }

    func present(_ frame: Frame) {
        self.frame = frame
        if rows > 1 { states.append(line(rows - 2)) }
    }

    func notify(_ notice: Notice, _ text: String) { notices.append(notice) }

    func redrawAll() { redraws += 1 }

    /// Time stands still but where the test has it pass; other threads are waited for as long as only what fails takes.
    func wait(alsoFor descriptor: Int32, seconds: Double?) {
        self.seconds += passing
        guard waiting.isEmpty, passing == 0 else { return passing = 0 }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, 15_000)
    }

    func events() -> [ScreenEvent] {
        defer { waiting = [] }
        return waiting
    }

    func askForGraphics() -> GraphicsAnswers {
        questions += 1
        return GraphicsAnswers(isInTmux: isInTmux)
    }

    func show(_ rgb: [UInt8], width: Int, height: Int, over cells: (columns: Int, rows: Int), by graphics: GraphicsProtocol) {
        pixels = (rgb, width, height, graphics)
    }

    func hide(_ graphics: GraphicsProtocol) { pixels = nil }

    func suspend() { suspensions += 1 }

    func close() {}

    // What the test does.

    func send(_ events: [ScreenEvent]) { waiting += events }

    func pass(_ seconds: Double) { passing += seconds }

    func resize(columns: Int, rows: Int) {
        (self.columns, self.rows) = (columns, rows)
        send([.resized])
    }

    // What the test sees.

    /// A line without its styles, as long as the screen is wide.
    func line(_ row: Int) -> String {
        guard let frame else { return "" }
        let top = rows - frame.status.count
        var text = ""
        if row >= top {
            text = frame.status[row - top].spans.map(\.text).joined()
        } else if case .page(let lines) = frame.content {
            text = row < lines.count ? lines[row].spans.map(\.text).joined() : ""
        } else {
            text = String(String.UnicodeScalarView(cells(row).map(\.glyph)))
        }
        return text.padding(to: columns)
    }

    /// The cells of a line of the picture; none where there is no picture.
    func cells(_ row: Int) -> ArraySlice<Cell> {
        guard case .picture(let grid)? = frame?.content, row < grid.rows else { return [] }
        return grid.cells[row * grid.columns..<(row + 1) * grid.columns]
    }

    /// The picture's cells.
    var picture: CellGrid? {
        guard case .picture(let grid)? = frame?.content else { return nil }
        return grid
    }

    /// All lines, joined by line feeds.
    var text: String { (0..<rows).map(line).joined(separator: "\n") }
    /// How things stand.
    var state: String { line(rows - 2) }
    /// Both lines at the bottom, as one: what is said takes both where it is long.
    var bottom: String { (state + lastLine).split(separator: " ").joined(separator: " ") }
    /// A question, or what can be done.
    var lastLine: String { line(rows - 1) }
}

extension String {
    fileprivate func padding(to length: Int) -> String { String((self + String(repeating: " ", count: Swift.max(0, length - count))).prefix(length)) }
}
