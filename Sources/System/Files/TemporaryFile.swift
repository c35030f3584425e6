import Glibc
import Synchronization

/// A file under a name of ours, which goes with this value, with the process however it ends by itself or a signal, and otherwise when
/// the next one is made in its folder.
final class TemporaryFile: Sendable {
    private static let prefix = ".madf-tui-", suffix = ".tmp"
    private static let counter = Atomic<Int>(0)
    /// Those of this process.
    private static let all = Mutex<Set<FilePath>>([])

    let path: FilePath
    let file: File

    init(in folder: FilePath, mode: mode_t) throws(Errno) {
        let number = Self.counter.add(1, ordering: .relaxed).oldValue
        let path = folder.appending("\(Self.prefix)\(getpid())-\(number)\(Self.suffix)")
        self.path = path
        file = try Self.all.withLock { paths throws(Errno) in
            let file = try File(path, .new, mode: mode)
            paths.insert(path)
            return file
        }
        // Who shares the folder may not see our process, in a container or over a network; what is locked is in use.
        _ = file.lock()
    }

    /// Has `content` from when it has its name; fails where there is a file.
    init(at path: FilePath, mode: mode_t, content: [UInt8]) throws(Errno) {
        self.path = path
        let draft = try TemporaryFile(in: path.folder, mode: mode)
        try draft.file.descriptor.writeWhole(content)
        file = try Self.all.withLock { paths throws(Errno) in
            var file = try draft.file.duplicate()
            if let failure = draft.path.moveToFreePlace(path) {
                if failure == .fileExists { throw failure }
                // Few file systems can neither; there it is empty for a moment.
                file = try File(path, .new, mode: mode)
                try file.descriptor.writeWhole(content)
            }
            paths.insert(path)
            return file
        }
        _ = file.lock()
    }

    deinit {
        if Self.all.withLock({ $0.contains(path) }) { path.remove() }
        isGone()
    }

    /// It has another name now, or none.
    func isGone() { Self.all.withLock { _ = $0.remove(path) } }

    /// A file for reading and writing in `folder` that has no name.
    static func nameless(in folder: FilePath) throws(Errno) -> File {
        let file = try TemporaryFile(in: folder, mode: 0o600)
        return try file.file.duplicate()
    }

    /// Removes what processes that are dead left behind.
    static func removeStale(in folder: FilePath) {
        for name in (try? folder.namesInFolder()) ?? [] {
            let text = name.string
            guard text.hasPrefix(prefix), text.hasSuffix(suffix), let process = pid_t(text.dropFirst(prefix.count).prefix { $0 != "-" }),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            let path = folder.pushing(name)
            guard let file = try? File(path, followsLinks: false) else { continue }
            if file.lock() { path.remove() }
        }
    }

    /// Runs `body` while the process does not end by itself, and takes no temporary file away: one of them is for a moment what
    /// another one was.
    static func undisturbed<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
        try all.withLock { (_) throws(Failure) in try body() }
    }

    /// Ends the process at once, whatever its threads do, without what is written and not in its place.
    static func endProcess(_ status: Int32) -> Never {
        all.withLock { paths in
            for path in paths { path.remove() }
            _exit(status)
        }
    }
}
