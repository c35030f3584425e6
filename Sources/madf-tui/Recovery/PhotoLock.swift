import System

/// Tells that a photo is being edited, as long as it lives; nothing is left of it afterwards.
final class PhotoLock {
    private let path: FilePath
    /// nil where there is no place for locks.
    private let file: File?

    /// nil when another process holds it.
    init?(path: FilePath) {
        self.path = path
        while true {
            // Without a place for locks nobody can be warned; that must not keep anyone from editing.
            guard let file = try? File(path, .keep, mode: 0o600) else {
                file = nil
                return
            }
            guard file.lock() else { return nil }
            // Its holder may have removed the file after it was opened: a lock on that one would keep nobody out.
            if file.isAt(path) {
                self.file = consume file
                return
            }
        }
    }

    deinit {
        // Still locked, so that nobody else can hold what goes.
        if file?.isAt(path) == true { path.remove() }
    }
}
