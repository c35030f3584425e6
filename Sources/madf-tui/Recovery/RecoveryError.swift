import System

/// Why unsaved work that was left behind is not offered. The file stays as it is.
package enum RecoveryError: Error, Equatable, CustomStringConvertible {
    case damaged(FilePath)
    /// A later version of the program has written it, and this one would lose a part.
    case newer(FilePath)
    /// The photo at the path was another one then.
    case otherPhoto(FilePath)

    package var description: String {
        switch self {
        case .damaged(let path): "unsaved work that was left behind is damaged; it is kept as \(path)"
        case .newer(let path): "unsaved work was left behind by a newer madf-tui; it is kept as \(path)"
        case .otherPhoto(let path): "unsaved work on another picture of this name is kept as \(path)"
        }
    }
}
