import Terminal

/// True pixels, where the terminal says that it can show them.
extension EditorSession {
    enum PixelView {
        case asking(GraphicsAnswers, since: Double)
        /// Shown until the next key.
        case shown(GraphicsProtocol)
    }

    /// Seconds within which the terminal must have answered.
    static let answerSeconds = 0.2
    /// Most pixels that are sent: eight megabytes in base 64 are enough for any line.
    private static let mostPixels = 2 << 20

    func askForPixels() {
        guard editor != nil else { return }
        pixelView = .asking(GraphicsAnswers(), since: Terminal.seconds())
        terminal.askForGraphics()
    }

    func take(reply: String) {
        guard case .asking(var answers, let start)? = pixelView else { return }
        answers.take(reply)
        pixelView = .asking(answers, since: start)
        if answers.isComplete { showPixels(answers) }
    }

    /// Seconds that the terminal still has to answer; nil when it was not asked.
    var answerTimeLeft: Double? {
        guard case .asking(_, let start)? = pixelView else { return nil }
        return max(0, start + EditorSession.answerSeconds - Terminal.seconds())
    }

    func giveUpWaitingForAnswer() {
        guard case .asking(let answers, _)? = pixelView, answerTimeLeft == 0 else { return }
        showPixels(answers)
    }

    private func showPixels(_ answers: GraphicsAnswers) {
        pixelView = nil
        // Some terminals write out what they do not understand.
        terminal.redrawAll()
        guard let graphics = answers.best else {
            return message = answers.isComplete
                ? "this terminal has no graphics (kitty or sixel) to show true pixels"
                : "this terminal does not say whether it has graphics to show true pixels"
        }
        guard let cell = answers.cell ?? terminal.cellSize else {
            return message = "this terminal does not say how large its cells are, so true pixels cannot be placed"
        }
        guard let editor, terminal.rows >= 4, terminal.columns >= 16 else { return }
        let width = min(2_048, terminal.columns * cell.width)
        let height = min((terminal.rows - 1) * cell.height, EditorSession.mostPixels / width)
        let pixels = editor.pixels(width: width, height: height)
        pixelView = .shown(graphics)
        draw()
        terminal.show(pixels.bytes, width: pixels.width, height: pixels.height, by: graphics)
    }

    /// Whether pixels were shown, which then give way to cells.
    func hidePixels() -> Bool {
        guard case .shown(let graphics)? = pixelView else { return false }
        pixelView = nil
        terminal.hide(graphics)
        return true
    }
}
