/// Why a file was not written; nothing was replaced.
public enum FileError: Error, Equatable {
    /// It is there already and was not to be replaced.
    case exists
    /// It is what the content was made from and was not to be replaced.
    case isSource
    /// A folder or a device, which is never replaced.
    case notAFile
    /// Somebody has changed it since it was read or written.
    case changed
    /// It may not be written to by anybody, or not by this user.
    case isProtected
    case system(Errno)

    /// The nearest that the system has a word for.
    public var errno: Errno {
        switch self {
        case .exists, .isSource, .changed: .fileExists
        case .notAFile: .isDirectory
        case .isProtected: .permissionDenied
        case .system(let errno): errno
        }
    }
}
