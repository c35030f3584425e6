/// Characters in whose place kitty shows parts of a picture that has no place of its own. tmux takes them for text, and puts them where they
/// belong; what it only passes on lands wherever its cursor is.
package enum KittyPlaceholders {
    /// Nonspacing marks that stand for a number each, in kitty's order (rowcolumn-diacritics.txt).
    private static let numbers: [Unicode.Scalar] = {
        let ranges: [ClosedRange<UInt32>] = [
            0x305...0x305, 0x30D...0x30E, 0x310...0x310, 0x312...0x312, 0x33D...0x33F, 0x346...0x346, 0x34A...0x34C, 0x350...0x352, 0x357...0x357,
            0x35B...0x35B, 0x363...0x36F, 0x483...0x487, 0x592...0x595, 0x597...0x599, 0x59C...0x5A1, 0x5A8...0x5A9, 0x5AB...0x5AC, 0x5AF...0x5AF,
            0x5C4...0x5C4, 0x610...0x617, 0x657...0x65B, 0x65D...0x65E, 0x6D6...0x6DC, 0x6DF...0x6E2, 0x6E4...0x6E4, 0x6E7...0x6E8, 0x6EB...0x6EC,
        ]
        return ranges.joined().compactMap(Unicode.Scalar.init)
    }()

    /// Rows that can be told.
    package static var mostRows: Int { numbers.count }

    /// The lines for a picture of the number 31, which is their color, each begun by `position`.
    package static func lines(columns: Int, rows: Int, position: (_ row: Int) -> [UInt8]) -> [UInt8] {
        (0..<min(rows, mostRows)).flatMap { row in
            // The first says its row and column; those after it go on by themselves.
            let first = "\u{1b}[38;5;31m\u{10EEEE}\(numbers[row])\(numbers[0])"
            return position(row) + Array((first + String(repeating: "\u{10EEEE}", count: columns - 1) + "\u{1b}[39m").utf8)
        }
    }
}
