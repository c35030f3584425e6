import Glibc
import System

/// Sends what libraries write to standard error into a file while the screen is taken over.
struct ErrorLog {
    private let original: Int32
    /// nil where nothing is kept.
    private let path: FilePath?
    /// Beyond this the log starts anew.
    private static let limit = 1 << 20

    init(folder: StateFolder?) {
        original = dup(STDERR_FILENO)
        let file = folder.map { $0.path.appending("log") }
        var log = file.map { $0.withPlatformString { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) } } ?? -1
        path = log < 0 ? nil : file
        if log < 0 { log = open("/dev/null", O_WRONLY | O_CLOEXEC) }
        // Says to others that it is in use.
        flock(log, LOCK_SH | LOCK_NB)
        if lseek(log, 0, SEEK_END) > ErrorLog.limit { ftruncate(log, 0) }
        dup2(log, STDERR_FILENO)
        close(log)
    }

    /// Gives standard error back; a log in which nobody has written, and in which nobody else may, is removed.
    func end() {
        if let path, lseek(STDERR_FILENO, 0, SEEK_END) == 0, flock(STDERR_FILENO, LOCK_EX | LOCK_NB) == 0 { path.remove() }
        dup2(original, STDERR_FILENO)
        close(original)
    }
}
