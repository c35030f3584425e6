import CNcurses

/// The key sequences that ncurses is taught, over what terminfo knows: terminals send more than their entry
/// says, and many entries lack the arrows with modifiers.
enum KeySequences {
    /// Codes above those of ncurses' own keys.
    private static let firstCode: Int32 = 0o1000 + 1_000

    private static let table: [(sequence: String, token: InputDecoder.Token)] = {
        var table: [(String, InputDecoder.Token)] = [
            ("\u{1b}[<", .mouseIntroducer), ("\u{1b}[200~", .pasteStart), ("\u{1b}[201~", .pasteEnd),
            ("\u{1b}[1~", .key(.home)), ("\u{1b}[4~", .key(.end)), ("\u{1b}[Z", .key(.backTab)),
            ("\u{1b}[3~", .key(.delete)), ("\u{1b}[5~", .key(.pageUp)), ("\u{1b}[6~", .key(.pageDown)),
            ("\u{1b}OM", .key(.enter)),
        ]
        for introducer in ["\u{1b}[", "\u{1b}O"] {
            table.append((introducer + "H", .key(.home)))
            table.append((introducer + "F", .key(.end)))
            for (number, letter) in zip(1..., "PQRS") { table.append((introducer + String(letter), .key(.function(number)))) }
        }
        let numbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]
        for (index, number) in numbers.enumerated() { table.append(("\u{1b}[\(number)~", .key(.function(index + 1)))) }
        for (number, letter) in zip(1..., "ABCDE") { table.append(("\u{1b}[[\(letter)", .key(.function(number)))) }
        let directions: [(String, Key.Direction)] = [("A", .up), ("B", .down), ("C", .right), ("D", .left)]
        for (letter, direction) in directions {
            table.append(("\u{1b}[" + letter, .key(.arrow(direction, .none))))
            table.append(("\u{1b}O" + letter, .key(.arrow(direction, .none))))
            table.append(("\u{1b}[1;2" + letter, .key(.arrow(direction, .shift))))
            table.append(("\u{1b}[1;5" + letter, .key(.arrow(direction, .control))))
        }
        return table
    }()

    /// Teaches ncurses the sequences; after `newterm`.
    static func define() {
        for (offset, entry) in table.enumerated() {
            define_key(entry.sequence, firstCode + Int32(offset))
        }
    }

    /// What a key code of ncurses means; nil for keys without use.
    static func token(for code: Int32) -> InputDecoder.Token? {
        if code >= firstCode, code < firstCode + Int32(table.count) { return table[Int(code - firstCode)].token }
        switch code {
        case KEY_UP: return .key(.arrow(.up, .none))
        case KEY_DOWN: return .key(.arrow(.down, .none))
        case KEY_LEFT: return .key(.arrow(.left, .none))
        case KEY_RIGHT: return .key(.arrow(.right, .none))
        case KEY_SR: return .key(.arrow(.up, .shift))
        case KEY_SF: return .key(.arrow(.down, .shift))
        case KEY_SLEFT: return .key(.arrow(.left, .shift))
        case KEY_SRIGHT: return .key(.arrow(.right, .shift))
        case KEY_ENTER: return .key(.enter)
        case KEY_BACKSPACE: return .key(.backspace)
        case KEY_DC: return .key(.delete)
        case KEY_HOME: return .key(.home)
        case KEY_END: return .key(.end)
        case KEY_NPAGE: return .key(.pageDown)
        case KEY_PPAGE: return .key(.pageUp)
        case KEY_BTAB: return .key(.backTab)
        // Those beyond the keyboard's are these with modifiers.
        case KEY_F0 + 1...KEY_F0 + 63: return .key(.function(Int(code - KEY_F0)))
        // Some entries (linux) name Ctrl-Z as a key of its own.
        case KEY_SUSPEND: return .key(.control("z"))
        default: return nil
        }
    }
}
