import CNcurses

extension TextLine {
    /// The scalars of `text` that can stand on a screen, each with the columns it takes.
    ///
    /// Control characters (a file name can hold them) and what the locale cannot print become `?`;
    /// combining marks, which take no column, are dropped with them: they confuse terminals that disagree
    /// about widths.
    static func printable(_ text: String) -> [(scalar: Unicode.Scalar, width: Int)] {
        text.unicodeScalars.compactMap { scalar in
            let width = Int(madf_width(wchar_t(bitPattern: scalar.value)))
            if width == 0 { return nil }
            return width < 0 ? ("?", 1) : (scalar, width)
        }
    }

    /// Columns that `text` takes on the screen.
    public static func width(_ text: String) -> Int {
        printable(text).reduce(0) { $0 + $1.width }
    }
}
