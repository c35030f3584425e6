import Glibc

/// Sends what libraries write to standard error into a file while the screen is taken over.
struct ErrorLog {
    private let original: Int32
    /// Beyond this the log starts anew.
    private static let limit = 1 << 20

    init(folder: StateFolder?) {
        original = dup(STDERR_FILENO)
        let path = folder.map { $0.path + "/log" } ?? "/dev/null"
        var log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        if log < 0 { log = open("/dev/null", O_WRONLY | O_CLOEXEC) }
        if lseek(log, 0, SEEK_END) > ErrorLog.limit { ftruncate(log, 0) }
        dup2(log, STDERR_FILENO)
        close(log)
    }

    func end() {
        dup2(original, STDERR_FILENO)
        close(original)
    }
}
