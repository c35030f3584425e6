/// What a new file may be put in the place of.
public enum ReplacePolicy: Equatable, Sendable {
    /// Nothing.
    case never
    /// Any file but the one that the content was made from.
    case otherFiles
    /// That one too.
    case source
    /// The file as it was then, whichever it is, unless it is protected: what somebody has changed since stays.
    case known(FileVersion)
}
