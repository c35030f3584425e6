import Editing
import Pixels
import Terminal

/// True pixels, where the terminal says that it can show them.
enum PixelView {
    case hidden
    case asking(GraphicsAnswers, since: Double)
    /// Until the user goes back to cells.
    case shown(Shown)

    struct Shown {
        let graphics: GraphicsProtocol
        /// Size of a cell in pixels.
        let cell: (width: Int, height: Int)
        /// What is on the screen.
        var pixels: [UInt8] = []
    }

    /// Seconds within which the terminal must have answered.
    private static let answerSeconds = 0.2
    /// Most pixels that are sent: what any line carries in a moment.
    private static let mostPixels = 2 << 20

    /// Seconds that the terminal still has to answer; nil when it was not asked.
    func secondsLeft(at now: Double) -> Double? {
        guard case .asking(_, let start) = self else { return nil }
        return max(0, start + PixelView.answerSeconds - now)
    }

    var isShown: Bool { if case .shown = self { true } else { false } }

    /// Takes an answer; all of them, once the last has come.
    mutating func take(_ reply: String) -> GraphicsAnswers? {
        guard case .asking(var answers, let start) = self else { return nil }
        answers.take(reply)
        self = .asking(answers, since: start)
        return answers.isComplete ? answers : nil
    }

    /// Shows them as the answers make it possible; else why they cannot be shown.
    ///
    /// - Parameter cell: size of a cell in pixels as the system tells it.
    mutating func begin(_ answers: GraphicsAnswers, cell: (width: Int, height: Int)?) -> String? {
        self = .hidden
        guard let graphics = answers.best else {
            if answers.isInTmux { return "tmux passes no graphics on: set its option allow-passthrough, on a terminal that has kitty's" }
            return answers.isComplete
                ? "this terminal has no graphics (kitty or sixel) to show true pixels"
                : "this terminal does not say whether it has graphics to show true pixels"
        }
        guard let cell = answers.cell ?? cell else {
            return "this terminal does not say how large its cells are, so true pixels cannot be placed"
        }
        self = .shown(Shown(graphics: graphics, cell: cell))
        return nil
    }

    /// Nothing of it is on the screen any more.
    mutating func forget() {
        guard case .shown(var shown) = self else { return }
        shown.pixels = []
        self = .shown(shown)
    }

    /// Brings what is shown of `editor` up to date, with the brush at a place.
    mutating func draw(_ editor: Editor, brush: Point, on screen: any Screen) {
        guard case .shown(var shown) = self else { return }
        let cells = (columns: editor.viewport.width, rows: editor.viewport.height / 2)
        // On the largest screens a picture that is half as fine, or less.
        let most = [1, 2, 4, 8].first { cells.columns * shown.cell.width * cells.rows * shown.cell.height <= $0 * $0 * PixelView.mostPixels } ?? 8
        let step = shown.graphics == .kitty ? most : 1
        let fine = editor.refined(across: max(1, shown.cell.width / step), rows: max(1, shown.cell.height / step))
        var grid = PixelGrid(fine.render())
        for (column, row) in fine.brushOutline(at: brush) { grid.drawRing(column: column, row: row) }
        guard grid.bytes != shown.pixels else { return }
        shown.pixels = grid.bytes
        self = .shown(shown)
        screen.show(grid.bytes, width: grid.width, height: grid.height, over: cells, by: shown.graphics)
    }
}
