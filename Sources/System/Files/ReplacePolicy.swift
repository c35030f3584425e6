/// What a new file may be put in the place of.
public enum ReplacePolicy: Sendable {
    /// Nothing.
    case never
    /// Any file but the one that the content was made from.
    case otherFiles
    /// That one too.
    case source
}
