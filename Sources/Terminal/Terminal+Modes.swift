import CNcurses
import Glibc

extension Terminal {
    static let mouseOn = Array("\u{1b}[?1002h\u{1b}[?1003h\u{1b}[?1006h".utf8)
    static let mouseOff = Array("\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1006l".utf8)
    static let synchronizedStart = Array("\u{1b}[?2026h".utf8)
    static let synchronizedEnd = Array("\u{1b}[?2026l".utf8)
    private static let pasteOn = Array("\u{1b}[?2004h".utf8)
    private static let pasteOff = Array("\u{1b}[?2004l".utf8)

    /// The modes that ncurses does not know of; unknown ones are ignored by terminals.
    var modesOn: [UInt8] { Terminal.pasteOn + (hasMouse ? Terminal.mouseOn : []) }
    var modesOff: [UInt8] { Terminal.synchronizedEnd + Terminal.mouseOff + Terminal.pasteOff }

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
