/// How a terminal is told that something long has come to its end.
public enum Notice: String, CaseIterable, Sendable {
    case none
    case bell
    /// A notification of the desktop by OSC 9, of which few terminals know (iTerm2, kitty, WezTerm, foot, Ghostty, Windows Terminal).
    case notification
}
