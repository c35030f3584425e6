/// The view as pixels: 8-bit RGB, two rows to a line of cells.
public struct Picture: Equatable, Sendable {
    public let width, height: Int
    public var bytes: [UInt8]
    /// What lies over the photo, for screens on which tints, light and dark do not tell it.
    public var signs: [Sign]

    public enum Sign: Equatable, Sendable {
        case none
        case marked(MarkKind)
        /// A line of `Editor.foundLines`, by its digit.
        case found(Int)
        /// Where before and after meet, and the frame in the small picture.
        case line
    }
}
