import Glibc
import Synchronization

/// What a save may put its file in the place of.
public enum ReplacePolicy: Sendable {
    /// Nothing.
    case never
    /// Any file but the photo itself.
    case otherFiles
    /// The photo itself too.
    case source
}

/// A file that is written as a whole or not at all.
///
/// The file is written beside its target under a name of ours, made durable, and then renamed: whatever happens,
/// the target is the old file or the new one.
public final class AtomicFile {
    private static let temporaryPrefix = ".madf-tui-", temporarySuffix = ".tmp"
    private static let counter = Atomic<Int>(0)
    /// The temporary files of this process.
    private static let temporaries = Mutex<Set<String>>([])

    private let path, target, temporary: String
    private let mustBeNew: Bool
    private let descriptor: Int32
    private var isPlaced = false

    /// Writes what `body` does, for `path`, through symbolic links, with mode and owner of a file that it replaces.
    init(
        to path: String, replacing policy: ReplacePolicy, source: FileIdentity?,
        _ body: (UnsafeMutablePointer<FILE>) throws(PhotoError) -> Void
    ) throws(PhotoError) {
        let target = Self.resolve(path)
        let old = try Self.existing(target, path: path, policy: policy, source: source)
        let folder = Self.folder(of: target)
        Self.removeStaleFiles(in: folder)
        let number = Self.counter.add(1, ordering: .relaxed).oldValue
        let temporary = "\(folder)/\(Self.temporaryPrefix)\(getpid())-\(number)\(Self.temporarySuffix)"
        descriptor = Self.temporaries.withLock { names in
            // What replaces a private file must not be readable by others for a moment.
            let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, old == nil ? 0o666 : 0o600)
            if descriptor >= 0 { names.insert(temporary) }
            return descriptor
        }
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        self.path = path
        self.target = target
        self.temporary = temporary
        mustBeNew = policy == .never
        // Who shares the folder may not see our process, in a container or over a network; what is locked is in use.
        flock(descriptor, LOCK_EX | LOCK_NB)
        try Self.fill(descriptor, path: path, body)
        if let old { Self.takeOver(old, descriptor) }
        guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }

    /// Throws what can be known before there is anything to write: that the file must not be replaced, or its folder not written to.
    static func check(_ path: String, replacing policy: ReplacePolicy, source: FileIdentity?) throws(PhotoError) {
        let target = resolve(path)
        _ = try existing(target, path: path, policy: policy, source: source)
        guard access(folder(of: target), W_OK | X_OK) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }

    deinit {
        if !isPlaced { unlink(temporary) }
        forget()
        close(descriptor)
    }

    /// Puts the file at its path.
    public func place() throws(PhotoError) {
        try move()
        isPlaced = true
        forget()
        Self.synchronize(folder: Self.folder(of: target))
    }

    private func forget() { Self.temporaries.withLock { _ = $0.remove(temporary) } }

    /// Ends the process at once, whatever its threads do, without what is written and not in its place.
    public static func exit(_ status: Int32) -> Never {
        temporaries.withLock { names in
            for name in names { unlink(name) }
            _exit(status)
        }
    }

    /// What `body` writes, as a file in `folder` that has no name; its descriptor is at the end.
    static func nameless(
        in folder: String, _ body: (UnsafeMutablePointer<FILE>) throws(PhotoError) -> Void
    ) throws(PhotoError) -> Int32 {
        var name = Array("\(folder)/madf-tui-XXXXXX".utf8CString)
        let descriptor = temporaries.withLock { _ in
            let descriptor = mkstemp(&name)
            if descriptor >= 0 { unlink(name) }
            return descriptor
        }
        guard descriptor >= 0 else { throw .cannotWrite(path: folder, errno: errno) }
        do throws(PhotoError) {
            try fill(descriptor, path: folder, body)
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    /// Writes what `body` does.
    private static func fill(
        _ descriptor: Int32, path: String, _ body: (UnsafeMutablePointer<FILE>) throws(PhotoError) -> Void
    ) throws(PhotoError) {
        guard let file = fdopen(dup(descriptor), "r+") else { throw .cannotWrite(path: path, errno: errno) }
        try withoutSizeSignal { () throws(PhotoError) in
            defer { fclose(file) }
            try body(file)
            guard fflush(file) == 0 else { throw .cannotWrite(path: path, errno: errno) }
        }
    }

    /// Starts the file over.
    static func rewind(_ file: UnsafeMutablePointer<FILE>) {
        fseek(file, 0, SEEK_SET)
        ftruncate(fileno(file), 0)
    }

    /// The status of the file at `target`, nil where there is none; throws where it must not be replaced.
    private static func existing(
        _ target: String, path: String, policy: ReplacePolicy, source: FileIdentity?
    ) throws(PhotoError) -> stat? {
        var status = stat()
        guard stat(target, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw .cannotWrite(path: path, errno: errno)
        }
        if policy != .source, FileIdentity(status) == source { throw .isSource(path: path) }
        // A folder or device is never replaced, so nobody is asked whether to.
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        if policy == .never { throw .exists(path: path) }
        return status
    }

    /// Mode and owner, where the system lets us; a change of owner clears set-id bits, so the mode comes last.
    private static func takeOver(_ old: stat, _ descriptor: Int32) {
        if fchown(descriptor, old.st_uid, old.st_gid) != 0 { _ = fchown(descriptor, uid_t.max, old.st_gid) }
        _ = fchmod(descriptor, old.st_mode & 0o777)
    }

    private func move() throws(PhotoError) {
        if mustBeNew {
            // A link never replaces; the temporary name goes once it stands.
            if link(temporary, target) == 0 {
                unlink(temporary)
                return
            }
            if errno == EEXIST { throw .exists(path: path) }
            // Some file systems have no links: a rename then, after the check that was made.
        }
        guard rename(temporary, target) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }

    private static func synchronize(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Removes what processes that are dead left behind.
    private static func removeStaleFiles(in folder: String) {
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            guard name.hasPrefix(temporaryPrefix), name.hasSuffix(temporarySuffix),
                let process = pid_t(name.dropFirst(temporaryPrefix.count).prefix { $0 != "-" }),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            let path = "\(folder)/\(name)"
            let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard file >= 0 else { continue }
            if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
            close(file)
        }
    }

    /// The name that `path` comes to when its last part is a symbolic link; the target need not exist.
    private static func resolve(_ path: String) -> String {
        var path = path
        // As many links as Linux itself follows.
        for _ in 0..<40 {
            var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let count = buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
            guard count > 0 else { break }
            let target = String(decoding: buffer.prefix(count), as: UTF8.self)
            path = target.hasPrefix("/") ? target : "\(folder(of: path))/\(target)"
        }
        return path
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Runs `body` so that a write beyond RLIMIT_FSIZE fails with EFBIG instead of ending the process.
    private static func withoutSizeSignal(_ body: () throws(PhotoError) -> Void) throws(PhotoError) {
        var signals = sigset_t(), before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGXFSZ)
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        defer {
            // The signal is for this thread; take it before it is let through again.
            if sigismember(&before, SIGXFSZ) == 0 {
                var now = timespec()
                sigtimedwait(&signals, nil, &now)
            }
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        try body()
    }
}
