/// Takes what ncurses hands out, character by character, and gives events.
///
/// ncurses joins the sequences of keys it knows. All else arrives loose: mouse reports (its own queue loses
/// presses), replies, pastes. They are taken apart here, and whatever is not understood is swallowed whole,
/// so that no part of it runs as a command.
public struct InputDecoder {
    /// A character, or a key that ncurses (or `KeySequences`) has recognized.
    public enum Token: Hashable, Sendable {
        case character(UInt32)
        case key(Key)
        case mouseIntroducer, pasteStart, pasteEnd
    }

    private enum State {
        case ground, escape
        /// After `ESC O`: one character that is no digit ends it.
        case singleShift
        /// After `ESC [`: up to a final byte 0x40...0x7e (ECMA-48, 5.4).
        case control
        /// After `ESC P`, `]`, `_`, `^`, `X`: up to `ESC \` or BEL. `true` once the ESC was seen.
        case string(escaped: Bool)
        case paste
    }

    /// What a sequence has beyond this many characters is noise, and left out.
    public static let sequenceLimit = 4_096
    /// A sequence that does not go on for this long has no end.
    static let unfinishedSeconds = 0.25
    private var state = State.ground
    private var collected: [UInt8] = []
    private var pasted: [Unicode.Scalar] = []

    public init() {}

    /// Whether a sequence has begun and not ended.
    public var isPending: Bool { if case .ground = state { false } else { true } }

    /// Whether an ESC stands alone so far.
    public var isEscape: Bool { if case .escape = state { true } else { false } }

    /// The event that `token` completes, if any.
    public mutating func take(_ token: Token) -> InputEvent? {
        if case .paste = state {
            switch token {
            case .pasteEnd:
                state = .ground
                return .paste(String(String.UnicodeScalarView(pasted)))
            case .character(let value):
                if pasted.count < InputDecoder.sequenceLimit, let scalar = Unicode.Scalar(value) { pasted.append(scalar) }
            case .key, .mouseIntroducer, .pasteStart: break
            }
            return nil
        }
        switch token {
        case .pasteStart:
            startPaste()
        case .pasteEnd:
            state = .ground
        case .mouseIntroducer:
            state = .control
            collected = [0x3c]
        case .key(let key):
            state = .ground
            return .key(key)
        case .character(let value):
            return take(character: value)
        }
        return nil
    }

    /// Nothing more came for a while: a lone ESC was the Escape key, all else that is unfinished is dropped.
    public mutating func settle() -> InputEvent? {
        defer { state = .ground }
        if case .escape = state { return .key(.escape) }
        return nil
    }

    private mutating func take(character value: UInt32) -> InputEvent? {
        switch state {
        case .ground, .paste:
            return ground(value)
        case .escape:
            collected = []
            switch value {
            case 0x5b: state = .control
            case 0x4f: state = .singleShift
            case 0x50, 0x5d, 0x5f, 0x5e, 0x58: state = .string(escaped: false)
            case 0x1b: return .key(.escape)
            default: state = .ground
            }
        case .singleShift:
            // Some terminals tell modifiers by numbers before the character.
            if !(0x30...0x3b).contains(value) { state = .ground }
        case .control:
            return control(value)
        case .string(let escaped):
            if value == 0x07 || (escaped && value == 0x5c) {
                state = .ground
                return .reply(String(decoding: collected, as: UTF8.self))
            }
            state = .string(escaped: value == 0x1b)
            if value != 0x1b { collect(value) }
        }
        return nil
    }

    private mutating func control(_ value: UInt32) -> InputEvent? {
        if value == 0x1b {
            state = .escape
            return nil
        }
        guard (0x40...0x7e).contains(value), !(value == 0x5b && collected.isEmpty) else {
            if (0x20...0x7e).contains(value) { collect(value) } else { state = .ground }
            return nil
        }
        state = .ground
        collected.append(UInt8(value))
        let text = String(decoding: collected, as: UTF8.self)
        if text == "200~" {
            startPaste()
            return nil
        }
        if text.first == "<", value == 0x4d || value == 0x6d {
            let numbers = text.dropFirst().dropLast().split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
            guard numbers.count == 3, let code = numbers[0], let column = numbers[1], let row = numbers[2] else { return nil }
            return MouseEvent(code: code, column: column, row: row, isRelease: value == 0x6d).map { .mouse($0) }
        }
        return .reply(text)
    }

    private mutating func startPaste() {
        state = .paste
        pasted = []
    }

    private mutating func collect(_ value: UInt32) {
        if collected.count < InputDecoder.sequenceLimit, value < 0x80 { collected.append(UInt8(value)) }
    }

    private mutating func ground(_ value: UInt32) -> InputEvent? {
        switch value {
        case 0x1b:
            state = .escape
            return nil
        case 0x0d, 0x0a: return .key(.enter)
        case 0x09: return .key(.tab)
        case 0x08, 0x7f: return .key(.backspace)
        case 1...26: return .key(.control(Unicode.Scalar(value + 0x60)!))
        case 0..<0x20, 0x80..<0xa0: return nil
        default: return Unicode.Scalar(value).map { .key(.character($0)) }
        }
    }
}
