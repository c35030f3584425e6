import Terminal

/// A line in which a text is typed: a label, the text about the cursor, and for the mouse too what ends it.
struct FieldLine {
    let line: StatusLine
    /// Where the cursor stands.
    let cursor: Int

    private static let answers: [(text: String, key: Key)] = [("  Enter does it", .enter), ("  Esc goes back ", .escape)]

    init(label: String, field: TextField, columns: Int) {
        let answersWidth = FieldLine.answers.reduce(0) { $0 + TextLine.width($1.text) }
        // On a narrow screen the text has it all.
        let room = columns - 1 - TextLine.width(label)
        let window = field.window(columns: room - answersWidth >= 16 ? room - answersWidth : max(1, room))
        var line = StatusLine(style: .plain, width: columns)
        line.add(" " + label + window.text)
        line.add(String(repeating: " ", count: max(0, line.room - answersWidth)))
        for (text, key) in FieldLine.answers where TextLine.width(text) <= line.room { line.add(text, key: key) }
        self.line = line
        cursor = min(columns - 1, TextLine.width(" " + label) + window.cursor)
    }
}
