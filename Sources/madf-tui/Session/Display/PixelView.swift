import Terminal

/// True pixels, where the terminal says that it can show them.
enum PixelView {
    case hidden
    case asking(GraphicsAnswers, since: Double)
    /// Until the next key.
    case shown(GraphicsProtocol)

    /// Seconds within which the terminal must have answered.
    private static let answerSeconds = 0.2
    /// Most pixels that are sent: eight megabytes in base 64 are enough for any line.
    private static let mostPixels = 2 << 20

    /// What the answers make possible.
    enum Choice {
        case show(GraphicsProtocol, width: Int, height: Int)
        case nothing(reason: String)
    }

    /// Seconds that the terminal still has to answer; nil when it was not asked.
    func secondsLeft(at now: Double) -> Double? {
        guard case .asking(_, let start) = self else { return nil }
        return max(0, start + PixelView.answerSeconds - now)
    }

    /// Takes an answer; all of them, once the last has come.
    mutating func take(_ reply: String) -> GraphicsAnswers? {
        guard case .asking(var answers, let start) = self else { return nil }
        answers.take(reply)
        self = .asking(answers, since: start)
        return answers.isComplete ? answers : nil
    }

    /// - Parameter cell: size of a cell in pixels as the system tells it.
    static func choice(_ answers: GraphicsAnswers, cell: (width: Int, height: Int)?, columns: Int, rows: Int) -> Choice {
        guard let graphics = answers.best else {
            return .nothing(
                reason: answers.isComplete
                    ? "this terminal has no graphics (kitty or sixel) to show true pixels"
                    : "this terminal does not say whether it has graphics to show true pixels")
        }
        guard let cell = answers.cell ?? cell else {
            return .nothing(reason: "this terminal does not say how large its cells are, so true pixels cannot be placed")
        }
        let width = min(2_048, columns * cell.width)
        return .show(graphics, width: width, height: min((rows - 1) * cell.height, mostPixels / width))
    }
}
