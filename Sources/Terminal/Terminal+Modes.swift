import CNcurses
import Glibc

extension Terminal {
    static let mouseOn = Array("\u{1b}[?1002h\u{1b}[?1003h\u{1b}[?1006h".utf8)
    static let mouseOff = Array("\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1006l".utf8)
    static let synchronizedStart = Array("\u{1b}[?2026h".utf8)
    static let synchronizedEnd = Array("\u{1b}[?2026l".utf8)
    /// The title goes onto the terminal's own stack and comes back from there (XTWINOPS); where there is no stack the last one stays.
    private static let titleOn = Array("\u{1b}[22;2t".utf8), titleOff = Array("\u{1b}[23;2t".utf8)
    private static let pasteOn = Array("\u{1b}[?2004h".utf8)
    private static let pasteOff = Array("\u{1b}[?2004l".utf8)

    /// The modes that ncurses does not know of; unknown ones are ignored by terminals.
    var modesOn: [UInt8] { Terminal.pasteOn + (hasMouse ? Terminal.mouseOn : []) + (hasTitle ? Terminal.titleOn : []) }
    var modesOff: [UInt8] { Terminal.synchronizedEnd + Terminal.mouseOff + Terminal.pasteOff + (hasTitle ? Terminal.titleOff : []) }

    /// What `endwin` would send, for the ends at which it cannot be called.
    var leaving: [UInt8] {
        ["rmkx", "sgr0", "cnorm", "rmcup"].flatMap { Terminal.capability($0).map { Terminal.withoutPadding($0) } ?? [] }
    }

    /// Writes `bytes` past ncurses, whose own buffer is empty between frames.
    func send(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count, !isClosed {
            let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress! + start, bytes.count - start) }
            if count > 0 {
                start += count
            } else if errno == EAGAIN {
                var wait = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, 100)
            } else if errno != EINTR {
                isClosed = true
            }
        }
    }

    public func notify(_ notice: Notice, _ text: String) {
        switch notice {
        case .none: break
        case .bell: send([7])
        case .notification: send(passedOn(Terminal.command(9, text)))
        }
    }

    /// An operating system command with a text in which nothing can end it.
    static func command(_ number: Int, _ text: String) -> [UInt8] {
        let scalars = TextLine.printable(text).map(\.scalar)
        return Array("\u{1b}]\(number);\(String(String.UnicodeScalarView(scalars)))\u{07}".utf8)
    }

    var isInTmux: Bool { Terminal.environment("TMUX").map { !$0.isEmpty } ?? false }

    /// `sequence` for the terminal around tmux, which hands it on where `allow-passthrough` is on.
    func passedOn(_ sequence: [UInt8]) -> [UInt8] {
        guard isInTmux else { return sequence }
        return Array("\u{1b}Ptmux;".utf8) + sequence.flatMap { $0 == 0x1b ? [0x1b, 0x1b] : [$0] } + Array("\u{1b}\\".utf8)
    }

    /// The type to take for one that is not installed here: these understand all that xterm-256color says.
    package static func standIn(for type: String) -> String? {
        ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm"].contains { type == $0 || type.hasPrefix($0 + "-") } ? "xterm-256color" : nil
    }

    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// A string of terminfo; nil where the terminal has no such capability.
    static func capability(_ name: String) -> UnsafeMutablePointer<CChar>? {
        let value = tigetstr(name)
        return value == nil || value == UnsafeMutablePointer(bitPattern: -1) ? nil : value
    }

    /// Without the `$<5>` delays that only hardware of old needs.
    static func withoutPadding(_ capability: UnsafePointer<CChar>) -> [UInt8] {
        var result: [UInt8] = [], isDelay = false
        let bytes = Array(String(cString: capability).utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x24, index + 1 < bytes.count, bytes[index + 1] == 0x3c { isDelay = true }
            if !isDelay { result.append(byte) }
            if byte == 0x3e { isDelay = false }
        }
        return result
    }
}
