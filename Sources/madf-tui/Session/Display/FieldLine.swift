import Terminal

/// A line in which a text is typed: a label, the text about the cursor, and for the mouse too what ends it.
struct FieldLine {
    let line: StatusLine
    /// Where the cursor stands.
    let cursor: Int

    private static let answers: [(text: String, key: Key)] = [("  Enter does it", .enter), ("  Esc goes back ", .escape)]

    private static let answersWidth = answers.reduce(0) { $0 + TextLine.width($1.text) }

    /// The column where the text begins.
    static func start(_ label: String) -> Int { TextLine.width(" " + label) }

    /// Columns for the text. On a narrow screen it has them all.
    static func room(_ label: String, columns: Int) -> Int {
        let room = columns - start(label)
        return room - answersWidth >= 16 ? room - answersWidth : max(1, room)
    }

    init(label: String, field: TextField, columns: Int) {
        let window = field.window(columns: FieldLine.room(label, columns: columns))
        var line = StatusLine(style: .plain, width: columns)
        line.add(" " + label + window.text)
        line.add(String(repeating: " ", count: max(0, line.room - FieldLine.answersWidth)))
        for (text, key) in FieldLine.answers where TextLine.width(text) <= line.room { line.add(text, does: .key(key)) }
        self.line = line
        cursor = min(columns - 1, FieldLine.start(label) + window.cursor)
    }
}
