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

extension Placement {
    /// What the file that was replaced had and the new one has not, a clause each.
    var notes: [String] {
        var notes: [String] = []
        if !lostAttributes.isEmpty { notes.append("left out extended attributes: \(lostAttributes.joined(separator: ", "))") }
        if otherNames == 1 { notes.append("another name of the file (a hard link) keeps the old picture") }
        if otherNames > 1 { notes.append("\(otherNames) other names of the file (hard links) keep the old picture") }
        return notes
    }
}
