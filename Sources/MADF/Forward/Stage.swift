/// An output of the cascade, in the order in which they come (paper, section III-A).
public enum Stage: Int, CaseIterable, Comparable, Sendable {
    /// Of the recovery decoder.
    case coarse
    /// Of the first refinement decoder.
    case first
    /// Of the last refinement decoder; the same as an earlier one where a checkpoint has fewer than two.
    case final

    public static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
}
