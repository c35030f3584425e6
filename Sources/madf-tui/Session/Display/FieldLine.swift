import Terminal

/// A line in which a text is typed: a label, the text about the cursor, and for the mouse too what ends it.
struct FieldLine {
    let line: StatusLine
    /// Where the cursor stands.
    let cursor: Int

    private typealias Answer = (text: String, key: Key)
    /// Where there is room for them, and where there is less.
    private static let answers: [[Answer]] = [
        [("  Enter does it", .enter), ("  Esc goes back ", .escape)], [("  Enter", .enter), ("  Esc ", .escape)],
    ]

    private static func width(_ answers: [Answer]) -> Int { answers.reduce(0) { $0 + TextLine.width($1.text) } }

    /// Those that leave room for the text, if any do.
    private static func fitting(_ label: String, columns: Int) -> [Answer] {
        answers.first { columns - start(label) - width($0) >= 10 } ?? []
    }

    /// The column where the text begins.
    static func start(_ label: String) -> Int { TextLine.width(" " + label) }

    /// Columns for the text. On a very narrow screen it has them all.
    static func room(_ label: String, columns: Int) -> Int { max(1, columns - start(label) - width(fitting(label, columns: columns))) }

    init(label: String, field: TextField, columns: Int) {
        let window = field.window(columns: FieldLine.room(label, columns: columns)), answers = FieldLine.fitting(label, columns: columns)
        var line = StatusLine(style: .plain, width: columns)
        line.add(" " + label + window.text)
        line.add(String(repeating: " ", count: max(0, line.room - FieldLine.width(answers))))
        for (text, key) in answers { line.add(text, does: .key(key)) }
        self.line = line
        cursor = min(columns - 1, FieldLine.start(label) + window.cursor)
    }
}
