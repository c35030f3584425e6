import System

/// A result as a file that has no name and stands at its start.
public struct NamelessPhoto: ~Copyable, Sendable {
    public let file: File
    /// What had to change besides the pixels, a clause each.
    public let notes: [String]
}
