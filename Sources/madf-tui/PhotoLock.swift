import Glibc

/// Tells that a photo is being edited, as long as this process lives.
final class PhotoLock {
    private let descriptor: Int32

    /// nil when another process holds it.
    init?(path: String) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        // Without a place for locks nobody can be warned; that must not keep anyone from editing.
        guard descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
