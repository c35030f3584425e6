/// What a screen tells of.
public enum ScreenEvent: Hashable, Sendable {
    case input(InputEvent)
    /// The size may be another, and the next frame is drawn whole.
    case resized
    /// Somebody else than the user's key asks the program to stop for a while.
    case suspensionAsked
    /// The program must end, with this exit status: the screen is gone, or a signal came.
    case endAsked(status: Int32)
}
