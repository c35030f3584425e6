/// Why the screen could not be taken over.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
    case notATerminal
    case unknownType(String)
    case cannotPlaceCursor(String)

    public var description: String {
        switch self {
        case .notATerminal:
            "the editor needs a terminal for input and output; without one, give --mask FILE"
        case .unknownType(let type) where type.isEmpty:
            "TERM is not set: set it to the type of this terminal, for example TERM=xterm-256color"
        case .unknownType(let type):
            "the terminal type '\(type)' is not known here: set TERM=xterm-256color, or install ncurses-term"
        case .cannotPlaceCursor(let type):
            "a terminal of type '\(type)' cannot place the cursor: set TERM to what it really is, or give --mask FILE"
        }
    }
}
