/// The view as pixels: 8-bit RGB, two rows to a line of cells.
public struct Picture: Equatable, Sendable {
    public let width, height: Int
    public var bytes: [UInt8]
    /// Where the mask is, for screens on which its tint cannot be seen.
    public var marked: [Bool]
    /// Where a line lies over the photo, for screens on which light and dark do not tell it.
    public var lines: [Bool]
}
