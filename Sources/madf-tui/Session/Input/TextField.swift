import System
import Terminal

/// A line of text that is being typed.
package struct TextField {
    private let limit: Int
    private var scalars: [Unicode.Scalar]
    /// Before which scalar the next one goes.
    private var cursor: Int

    /// - Parameter limit: scalars; no path that the system takes has as many.
    package init(_ text: String, limit: Int = 4_096) {
        self.limit = limit
        scalars = Array(text.unicodeScalars)
        cursor = scalars.count
    }

    package var text: String { String(String.UnicodeScalarView(scalars)) }
    /// What stands before the cursor; setting it leaves what stands after.
    package var head: String {
        get { String(String.UnicodeScalarView(scalars[..<cursor])) }
        set {
            let new = newValue.unicodeScalars.prefix(limit)
            scalars.replaceSubrange(..<cursor, with: new)
            cursor = new.count
        }
    }

    /// The keys where a line is typed, for the help; what completes, recalls and ends it is the business of who asks for it.
    static let help = [
        ("Enter Esc", "do it, or go back"), ("Tab", "complete the name of a file"), ("Up", "what was typed before"),
        ("Ctrl-U Ctrl-K", "delete all before the cursor, or after it"), ("Ctrl-W", "delete the word before the cursor"),
        ("Home End", "to the beginning, to the end (Ctrl-A, Ctrl-E too)"),
    ]

    package mutating func take(_ key: Key) {
        switch key {
        case .character(let scalar): insert([scalar])
        case .backspace: if cursor > 0 { remove(cursor - 1..<cursor) }
        case .delete, .control("d"): if cursor < scalars.count { remove(cursor..<cursor + 1) }
        case .control("u"): remove(0..<cursor)
        case .control("k"): remove(cursor..<scalars.count)
        case .control("w"): remove(wordStart..<cursor)
        case .arrow(.left, _), .control("b"): cursor = max(0, cursor - 1)
        case .arrow(.right, _), .control("f"): cursor = min(scalars.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = scalars.count
        default: break
        }
    }

    /// What was pasted: of several lines the first; nothing that is no text.
    package mutating func paste(_ text: String) {
        let line = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
        insert(line.filter { $0.properties.generalCategory != .control })
    }

    /// The part about the cursor that fits into `columns`, and the column in it where the cursor stands. `<` where it does not
    /// begin with the beginning.
    package func window(columns: Int) -> (text: String, cursor: Int) {
        let shown = shown(columns: columns), sign = shown.lowerBound > 0 ? "<" : ""
        return (sign + EscapedText.shown(String(String.UnicodeScalarView(scalars[shown]))), sign.count + width(shown.lowerBound..<cursor))
    }

    /// Goes to the scalar at a column of that part.
    mutating func placeCursor(at column: Int, columns: Int) {
        let shown = shown(columns: columns), left = shown.lowerBound > 0 ? 1 : 0
        cursor = shown.first { left + width(shown.lowerBound..<$0 + 1) > column } ?? shown.upperBound
    }

    private func width(_ range: Range<Int>) -> Int { TextLine.width(String(String.UnicodeScalarView(scalars[range]))) }

    private func shown(columns: Int) -> Range<Int> {
        // One column for the sign, one for the cursor after the last scalar.
        var start = cursor
        while start > 0, width(start - 1..<cursor) <= columns - (start > 1 ? 2 : 1) { start -= 1 }
        var end = cursor
        while end < scalars.count, (start > 0 ? 1 : 0) + width(start..<end + 1) <= columns { end += 1 }
        return start..<end
    }

    private var wordStart: Int {
        var start = cursor
        while start > 0, scalars[start - 1] == "/" || scalars[start - 1] == " " { start -= 1 }
        while start > 0, scalars[start - 1] != "/", scalars[start - 1] != " " { start -= 1 }
        return start
    }

    private mutating func insert(_ new: [Unicode.Scalar]) {
        let new = new.prefix(max(0, limit - scalars.count))
        scalars.insert(contentsOf: new, at: cursor)
        cursor += new.count
    }

    private mutating func remove(_ range: Range<Int>) {
        scalars.removeSubrange(range)
        cursor = range.lowerBound
    }
}
