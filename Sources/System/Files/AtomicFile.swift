import Glibc

/// A file that is written as a whole or not at all: the one writer of photos, masks, models and unsaved work.
///
/// The file is written beside its target under a name of ours, made durable, and then renamed: whatever happens,
/// the target is the old file or the new one.
public final class AtomicFile: Sendable {
    private let target: FilePath
    private let temporary: TemporaryFile
    private let mustBeNew: Bool

    /// Writes what `body` does, for `path`, through symbolic links, with mode and owner of a file that it replaces.
    ///
    /// - Parameters:
    ///   - source: the file that `policy` calls the source.
    ///   - mode: permissions of a file that is new, less the process's umask.
    ///   - failure: the caller's error for one of ours.
    public init<Failure: Error>(
        to path: FilePath, replacing policy: ReplacePolicy, source: FileIdentity? = nil, mode: mode_t = 0o666,
        failure: (FileError) -> Failure, _ body: (FileStream) throws(Failure) -> Void
    ) throws(Failure) {
        let target = path.followingLinks
        let old = try translating(failure) { () throws(FileError) in try Self.existing(target, replacing: policy, source: source) }
        TemporaryFile.removeStale(in: target.folder)
        let temporary = try translating({ failure(.system($0)) }) { () throws(Errno) in
            // What replaces a private file must not be readable by others for a moment.
            try TemporaryFile(in: target.folder, mode: old == nil ? mode : 0o600)
        }
        self.target = target
        self.temporary = temporary
        mustBeNew = policy == .never
        try temporary.file.write(failure: { failure(.system($0)) }, body)
        if let old { Self.takeOver(old, temporary.file.descriptor) }
        try translating({ failure(.system($0)) }) { () throws(Errno) in try temporary.file.synchronize() }
    }

    /// Throws what can be known before there is anything to write: that the file must not be replaced, or its folder not written to.
    public static func check(_ path: FilePath, replacing policy: ReplacePolicy, source: FileIdentity?) throws(FileError) {
        let target = path.followingLinks
        _ = try existing(target, replacing: policy, source: source)
        guard target.folder.isWritableFolder else { throw .system(.last) }
    }

    /// Puts `bytes` at `path`, in the place of any other file.
    public static func write(_ bytes: [UInt8], to path: FilePath, mode: mode_t = 0o666) throws(FileError) {
        let file = try AtomicFile(to: path, replacing: .source, mode: mode, failure: { $0 }) { (stream) throws(FileError) in
            try translating(FileError.system) { () throws(Errno) in try stream.write(bytes) }
        }
        try file.place()
    }

    /// Puts the file at its path.
    public func place() throws(FileError) {
        try move()
        temporary.isGone()
        try? File(target.folder).synchronize()
    }

    /// The status of the file at `target`, nil where there is none; throws where it must not be replaced.
    private static func existing(_ target: FilePath, replacing policy: ReplacePolicy, source: FileIdentity?) throws(FileError) -> Stat? {
        let status: Stat
        do throws(Errno) {
            status = try target.stat()
        } catch {
            if error == .noSuchFileOrDirectory { return nil }
            throw .system(error)
        }
        if policy != .source, FileIdentity(status) == source { throw .isSource }
        // A folder or device is never replaced, so nobody is asked whether to.
        guard status.type == .regular else { throw .notAFile }
        if policy == .never { throw .exists }
        return status
    }

    /// Mode and owner, where the system lets us; a change of owner clears set-id bits, so the mode comes last.
    private static func takeOver(_ old: Stat, _ descriptor: FileDescriptor) {
        let status = old.rawValue
        if fchown(descriptor.rawValue, status.st_uid, status.st_gid) != 0 { _ = fchown(descriptor.rawValue, uid_t.max, status.st_gid) }
        _ = fchmod(descriptor.rawValue, status.st_mode & 0o777)
    }

    private func move() throws(FileError) {
        if mustBeNew {
            // A link never replaces; the temporary name goes once it stands.
            switch temporary.path.call(link, target) {
            case nil: return temporary.path.remove()
            case .fileExists: throw .exists
            // Some file systems have no links: a rename then, after the check that was made.
            default: break
            }
        }
        if let failure = temporary.path.call(rename, target) { throw .system(failure) }
    }
}
