import System

/// What a save did.
public struct SaveReport: Sendable, CustomStringConvertible {
    public let path: FilePath
    /// What had to change besides the pixels, a clause each.
    public let notes: [String]

    public var description: String {
        notes.isEmpty ? "Saved \(path)." : "Saved \(path): \(notes.joined(separator: "; "))."
    }
}
