import Glibc

extension FileDescriptor {
    public var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Columns of the terminal; nil where it is none, or does not say.
    public var terminalColumns: Int? {
        var size = winsize()
        return ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : nil
    }

    /// Writes a line at once, without a buffer that a signal could lose.
    public func writeLine(_ line: String) { try? writeWhole(Array((line + "\n").utf8)) }
}
