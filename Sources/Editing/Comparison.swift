/// What is shown of the photo as it was.
public enum Comparison: Equatable, Sendable {
    case off
    case original
    /// Left of a column of the screen the original, right of it the result.
    case wipe(column: Int)
}
