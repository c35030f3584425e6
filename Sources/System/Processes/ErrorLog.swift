import Glibc

/// Sends what libraries write to standard error into a file while the screen is taken over.
public struct ErrorLog: ~Copyable {
    private let original: Int32
    /// nil where nothing is kept.
    private let path: FilePath?
    /// Beyond this the log starts anew.
    private static let limit = 1 << 20

    public init(_ path: FilePath?) {
        original = dup(STDERR_FILENO)
        let log = path.flatMap { try? File($0, .append, mode: 0o600) }
        self.path = log == nil ? nil : path
        if let log = log ?? (try? File("/dev/null", .append)) {
            // Says to others that it is in use.
            flock(log.descriptor.rawValue, LOCK_SH | LOCK_NB)
            if lseek(log.descriptor.rawValue, 0, SEEK_END) > Self.limit { ftruncate(log.descriptor.rawValue, 0) }
            dup2(log.descriptor.rawValue, STDERR_FILENO)
        }
    }

    /// Gives standard error back; a log in which nobody has written, and in which nobody else may, is removed.
    public func end() {
        if let path, lseek(STDERR_FILENO, 0, SEEK_END) == 0, flock(STDERR_FILENO, LOCK_EX | LOCK_NB) == 0 { path.remove() }
        dup2(original, STDERR_FILENO)
        close(original)
    }
}
