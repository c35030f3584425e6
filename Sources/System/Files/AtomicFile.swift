import CLinux
import Glibc

/// A file that is written as a whole or not at all: the one writer of photos, masks, models and unsaved work.
///
/// The file is written beside its target under a name of ours, made durable, and then renamed: whatever happens,
/// the target is the old file or the new one.
public final class AtomicFile: Sendable {
    private let path, target: FilePath
    private let temporary: TemporaryFile
    private let policy: ReplacePolicy
    private let source: FileIdentity?

    /// Writes what `body` does, for `path`, through symbolic links.
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
        self.path = path
        self.target = target
        self.temporary = temporary
        self.policy = policy
        self.source = source
        try temporary.file.write(failure: { failure(.system($0)) }, body)
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

    /// What is written, to know it again.
    public var version: FileVersion {
        get throws(FileError) { try translating(FileError.system) { () throws(Errno) in try FileVersion(of: temporary.file) } }
    }

    /// Puts the file at its path, with owner, permissions and attributes of the one that it replaces; throws where the
    /// policy does not allow it now, whatever it did before.
    @discardableResult
    public func place() throws(FileError) -> Placement {
        var placement = Placement()
        if try Self.existing(target, replacing: policy, source: source) == nil {
            try moveToFreePlace()
        } else {
            placement = try replace()
        }
        temporary.isGone()
        try? File(target.folder).synchronize()
        return placement
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
        switch policy {
        case .never, .otherFiles: if FileIdentity(status) == source { throw .isSource }
        case .source: break
        case .known: if target.isProtected(status) { throw .isProtected }
        }
        // A folder or device is never replaced, so nobody is asked whether to.
        guard status.type == .regular else { throw .notAFile }
        if policy == .never { throw .exists }
        return status
    }

    /// Renames where there is no file; what comes meanwhile stays, unless it may be replaced.
    private func moveToFreePlace() throws(FileError) {
        guard let failure = temporary.path.moveToFreePlace(target) else { return }
        if failure == .fileExists, let refusal { throw refusal }
        try rename()
    }

    /// Why a file that has come to the place stays; nil where it may be replaced.
    private var refusal: FileError? {
        switch policy {
        case .never: .exists
        case .known: .changed
        case .otherFiles, .source: nil
        }
    }

    /// Renames where there is a file, as far as the policy allows that.
    private func replace() throws(FileError) -> Placement {
        guard case .known = policy else {
            let placement = try? takeOver(File(target))
            try rename()
            return placement ?? Placement()
        }
        // A link that has come to the place, or another one that the path leads to, is a change, too.
        guard path.followingLinks == target, let old = try? File(target, followsLinks: false) else { throw .changed }
        try check(old)
        let placement = takeOver(old)
        try TemporaryFile.undisturbed { () throws(FileError) in try exchange(with: old) }
        return placement
    }

    /// Has the file and `old` change places, and looks once more at what lies under our name then.
    private func exchange(with old: borrowing File) throws(FileError) {
        // Not every file system can do that.
        guard temporary.path.rename(to: target, CLINUX_EXCHANGE) == nil else { return try rename() }
        do throws(FileError) {
            guard old.isAt(temporary.path, followsLinks: false), !old.hasWriter else { throw .changed }
            try check(old)
        } catch {
            // It has come in the last moment, and goes back.
            _ = temporary.path.rename(to: target, CLINUX_EXCHANGE)
            throw error
        }
        temporary.path.remove()
    }

    private func check(_ old: borrowing File) throws(FileError) {
        guard case .known(let version) = policy, (try? version.holds(of: old)) == true else { throw .changed }
    }

    private func takeOver(_ old: borrowing File) -> Placement {
        guard let status = try? old.status() else { return Placement() }
        let placement = Placement(
            lostAttributes: FileAttributes.copy(from: old, status, to: temporary.file), otherNames: max(0, Int(status.rawValue.st_nlink) - 1))
        try? temporary.file.synchronize()
        return placement
    }

    private func rename() throws(FileError) {
        if let failure = temporary.path.call(Glibc.rename, target) { throw .system(failure) }
    }
}
