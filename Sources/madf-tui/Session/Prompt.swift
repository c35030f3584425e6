/// A question on the last line.
enum Prompt {
    /// Wants a line of text.
    case text(label: String, field: TextField, purpose: Purpose)
    /// Wants yes or no.
    case confirm(question: String, action: Confirmed)

    enum Purpose { case saveAs, loadMask, saveMask }

    enum Confirmed {
        case quit
        case replace(path: String)
        case replaceMarks(path: String)
        /// Takes up what an earlier session left.
        case recover
        case open(Int)
    }
}
