/// What reaches the program from the terminal.
public enum InputEvent: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// Text that came by bracketed paste, its first few thousand scalars.
    case paste(String)
    /// The terminal's answer to a question that the program asked: the sequence without its introducer.
    case reply(String)
}
