import CNcurses

extension Terminal {
    /// The library that draws, with its version.
    package static var library: String { String(cString: curses_version()) }
}
