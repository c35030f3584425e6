/// What became of the file that a new one was put in the place of.
public struct Placement: Equatable, Sendable {
    /// Its extended attributes that the new file does not have, by name.
    public var lostAttributes: [String] = []
    /// Further names of it (hard links), which keep the old content.
    public var otherNames = 0
}
