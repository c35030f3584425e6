/// What marks are for. All tools paint any kind.
public enum MarkKind: CaseIterable, Sendable {
    /// What is to be removed.
    case removal
    /// What nothing is copied from.
    case keepOut
    /// Along which an edge goes on.
    case edges
}
