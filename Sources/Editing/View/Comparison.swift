/// What is shown of the photo as it was.
public enum Comparison: Equatable, Sendable {
    case off
    case original
    /// Left of a column of the screen the original, right of it the result.
    case wipe(column: Int)
    /// One after the other, in the same place.
    case blink(showsOriginal: Bool)
    /// All stages of the latest removal, in four panes.
    case panes
    /// All tries of the latest removal, each in a pane.
    case tries

    /// The result with the lines that its fill has found and followed.
    case lines

    public var hasPanes: Bool { self == .panes || self == .tries }

    public var isBlinking: Bool { if case .blink = self { true } else { false } }
}
