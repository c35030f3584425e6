import Editing
import Terminal

extension EditorSession {
    /// From cells to true pixels, or back.
    func togglePixels() {
        if pixels.isShown {
            hidePixels()
        } else if edited.editor != nil {
            pixels = .asking(screen.askForGraphics(), since: screen.seconds)
        }
    }

    /// Shows true pixels, as far as the terminal has said that it can: one of the photo for one of the screen, unless one is nearer.
    func showPixels(_ answers: GraphicsAnswers) {
        // Some terminals write out what they do not understand.
        screen.redrawAll()
        if let reason = pixels.begin(answers, cell: screen.cellSize) { return message = reason }
        guard case .shown(let shown) = pixels else { return }
        perform(.lookClosely(scale: 1 / Double(shown.cell.width)))
    }

    /// Whether pixels were shown, which then give way to cells, and to the view from before.
    @discardableResult
    func hidePixels() -> Bool {
        guard coverPixels() else { return false }
        pixels = .hidden
        perform(.lookBack)
        return true
    }

    /// Takes the pixels away for a while; whether they were shown.
    @discardableResult
    func coverPixels() -> Bool {
        guard case .shown(let shown) = pixels else { return false }
        if !shown.pixels.isEmpty { screen.hide(shown.graphics) }
        pixels.forget()
        return true
    }
}
