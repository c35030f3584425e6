import System
import Terminal

/// A question on the last line.
enum Prompt {
    /// Wants a line of text.
    /// `earlier`: what was typed before, the latest last.
    case text(label: String, field: TextField, purpose: Purpose, earlier: [String])
    /// Wants yes or no.
    case confirm(question: String, action: Confirmed)
    /// Says that a file was changed by another program, and wants to know where what was to be written there goes: what
    /// is asked for with another name is `Purpose`.
    case changed(path: FilePath, Purpose)

    enum Purpose { case saveAs, loadMask, saveMask }

    enum Confirmed {
        // Each with what can be answered besides.
        /// Where there is a result to save, it can be saved first.
        case quit(savesFirst: Bool)
        /// `next`: a name that is free.
        case replace(path: FilePath, next: FilePath)
        case replaceMarks(path: FilePath, next: FilePath)
        /// Takes up what an earlier session left.
        case recover(UnsavedWork)

        /// What says no. Work that was left behind is not lost by the key that elsewhere goes on to the next photo.
        var refusal: (key: Unicode.Scalar, text: String) {
            if case .recover = self { ("d", "d discards") } else { ("n", "n no") }
        }

        /// What can be answered besides yes and no.
        var third: (key: Unicode.Scalar, text: String)? {
            switch self {
            case .quit(let savesFirst): savesFirst ? ("s", "s saves and quits") : nil
            case .replace(_, let next), .replaceMarks(_, let next): ("2", "2 as \(TextLine.shortened(next.shownName, to: 24))")
            case .recover: ("q", "q later")
            }
        }
    }

    /// What ends a prompt.
    enum Answer {
        case yes(Confirmed), no(Confirmed), third(Confirmed)
        case text(String, Purpose)
        /// Over what was changed.
        case overwrite(FilePath, Purpose)
        case anotherName(FilePath, Purpose)
        /// The text is not wanted any more, or nothing is to be written.
        case nothing
    }

    /// The answer that `key` gives; nil where the question stays.
    mutating func take(_ key: Key) -> Answer? {
        switch self {
        case .confirm(_, let action):
            switch key {
            case .character("y"), .character("Y"): return .yes(action)
            case .character(let scalar) where scalar == action.third?.key: return .third(action)
            case .character(let scalar) where String(scalar).lowercased() == String(action.refusal.key):
                return .no(action)
            case .escape, .control("c"):
                // What was left behind is dropped by a clear word only.
                if case .recover = action { return nil }
                return .no(action)
            // A key that was meant for something else is no answer.
            default: return nil
            }
        case .changed(let path, let purpose):
            switch key {
            case .character("o"), .character("O"): return .overwrite(path, purpose)
            case .character("S"), .character("s"): return .anotherName(path, purpose)
            case .escape, .control("c"): return .nothing
            default: return nil
            }
        case .text(let label, var field, let purpose, var earlier):
            switch key {
            case .escape, .control("c"): return .nothing
            case .enter: return .text(FilePath.expanded(field.text), purpose)
            case .arrow(.up, _): if let last = earlier.popLast() { field = TextField(last) }
            case .tab: field.head = FilePath.completed(field.head)
            default: field.take(key)
            }
            self = .text(label: label, field: field, purpose: purpose, earlier: earlier)
            return nil
        }
    }

    /// A click in the text, at a column of a line of so many.
    mutating func placeCursor(at column: Int, columns: Int) {
        guard case .text(let label, var field, let purpose, let earlier) = self else { return }
        field.placeCursor(at: column - FieldLine.start(label), columns: FieldLine.room(label, columns: columns))
        self = .text(label: label, field: field, purpose: purpose, earlier: earlier)
    }

    /// A paste is text where one is asked for, and nothing elsewhere.
    mutating func paste(_ text: String) {
        guard case .text(let label, var field, let purpose, let earlier) = self else { return }
        field.paste(text)
        self = .text(label: label, field: field, purpose: purpose, earlier: earlier)
    }
}
