import CNcurses

extension TextLine {
    /// The scalars of `text` that can stand on a screen, each with the columns it takes.
    ///
    /// Control characters (a file name can hold them) and what the locale cannot print become `?`;
    /// combining marks, which take no column, are dropped with them: they confuse terminals that disagree
    /// about widths.
    static func printable(_ text: String) -> [(scalar: Unicode.Scalar, width: Int)] {
        text.unicodeScalars.compactMap { scalar in
            let width = Int(madf_width(wchar_t(truncatingIfNeeded: scalar.value)))
            if width == 0 { return nil }
            return width < 0 ? ("?", 1) : (scalar, width)
        }
    }

    /// `text` in at most `columns` columns. Where it is longer, dots take the place of what lies before its last third: a message
    /// begins with what happened, and ends with what to do.
    public static func shortened(_ text: String, to columns: Int) -> String {
        let dots = 3
        guard width(text) > columns else { return text }
        func prefix(_ scalars: [(scalar: Unicode.Scalar, width: Int)], _ columns: Int) -> [Unicode.Scalar] {
            var room = columns
            return scalars.prefix {
                room -= $0.width
                return room >= 0
            }.map(\.scalar)
        }
        let scalars = printable(text), room = max(0, columns - dots)
        let head = prefix(scalars, room - room / 3), tail = prefix(scalars.reversed(), room / 3).reversed()
        return String(String.UnicodeScalarView(head)) + String(repeating: ".", count: min(dots, max(0, columns)))
            + String(String.UnicodeScalarView(tail))
    }

    /// `text` in lines of at most `columns` columns (one at least): broken between words, and within those that are longer.
    public static func wrapped(_ text: String, to columns: Int) -> [String] {
        var lines = [""], room = max(1, columns)
        let whole = room
        for word in text.split(separator: " ") {
            let isFirst = room == whole, length = width(String(word)) + (isFirst ? 0 : 1)
            if length <= room {
                lines[lines.count - 1] += (isFirst ? "" : " ") + word
                room -= length
                continue
            }
            if !isFirst { lines.append("") }
            room = whole
            for (scalar, width) in printable(String(word)) {
                if width > room {
                    lines.append("")
                    room = whole
                }
                lines[lines.count - 1].unicodeScalars.append(scalar)
                room -= width
            }
        }
        return lines
    }

    /// Columns that `text` takes on the screen.
    public static func width(_ text: String) -> Int {
        printable(text).reduce(0) { $0 + $1.width }
    }
}
