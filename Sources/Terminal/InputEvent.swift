/// What reaches the program from the terminal.
public enum InputEvent: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// The terminal's answer to a question that the program asked: the sequence without its introducer.
    case reply(String)
}
