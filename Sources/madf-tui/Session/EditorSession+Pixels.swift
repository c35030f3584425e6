import Terminal

extension EditorSession {
    func askForPixels() {
        guard edited.editor != nil else { return }
        pixels = .asking(GraphicsAnswers(), since: screen.seconds)
        screen.askForGraphics()
    }

    /// Shows true pixels, as far as the terminal has said that it can.
    func showPixels(_ answers: GraphicsAnswers) {
        pixels = .hidden
        // Some terminals write out what they do not understand.
        screen.redrawAll()
        switch PixelView.choice(answers, cell: screen.cellSize, columns: screen.columns, rows: screen.rows) {
        case .nothing(let reason):
            message = reason
        case .show(let graphics, let width, let height):
            guard let picture = edited.editor?.pixels(width: width, height: height), isLargeEnough else { return }
            pixels = .shown(graphics)
            draw()
            screen.show(picture.bytes, width: picture.width, height: picture.height, by: graphics)
        }
    }

    /// Whether pixels were shown, which then give way to cells.
    @discardableResult
    func hidePixels() -> Bool {
        guard case .shown(let graphics) = pixels else { return false }
        pixels = .hidden
        screen.hide(graphics)
        return true
    }
}
