/// A key as the user means it.
public enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    /// A letter held with Control, in lower case.
    case control(Unicode.Scalar)
    case arrow(Direction, Modifier)
    case enter, escape, tab, backTab, backspace, delete, home, end, pageUp, pageDown
    case function(Int)

    public enum Direction: Hashable, Sendable { case up, down, left, right }
    public enum Modifier: Hashable, Sendable { case none, shift, control }
}
