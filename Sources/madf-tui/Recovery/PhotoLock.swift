import Glibc

/// Tells that a photo is being edited, as long as it lives; nothing is left of it afterwards.
final class PhotoLock {
    private let path: String
    private let descriptor: Int32

    /// nil when another process holds it.
    init?(path: String) {
        self.path = path
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            // Without a place for locks nobody can be warned; that must not keep anyone from editing.
            guard file < 0 || flock(file, LOCK_EX | LOCK_NB) == 0 else {
                close(file)
                return nil
            }
            // Its holder may have removed the file after it was opened: a lock on that one would keep nobody out.
            if file < 0 || PhotoLock.isFile(file, at: path) {
                descriptor = file
                return
            }
            close(file)
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Still locked, so that nobody else can hold what goes.
        if PhotoLock.isFile(descriptor, at: path) { unlink(path) }
        close(descriptor)
    }

    private static func isFile(_ file: Int32, at path: String) -> Bool {
        var opened = stat(), named = stat()
        return fstat(file, &opened) == 0 && stat(path, &named) == 0
            && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
    }
}
