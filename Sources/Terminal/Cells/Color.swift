/// A color as a terminal is told of it.
public enum Color: Hashable, Sendable {
    /// What the terminal shows where nothing is said.
    case standard
    /// An entry of the terminal's palette.
    case indexed(UInt8)
    /// 24 bits, one byte a channel.
    case rgb(RGB)
}
