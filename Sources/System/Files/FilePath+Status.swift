import CLinux
import Glibc
import SystemPackage

public typealias Errno = SystemPackage.Errno

/// What is at a path.
extension FilePath {
    public var exists: Bool { isAccessible(F_OK) }
    public var isReadable: Bool { isAccessible(R_OK) }
    public var isFolder: Bool { (try? stat())?.type == .directory }

    /// Whether there is a folder, and no link to one.
    public var isFolderItself: Bool { (try? stat(followTargetSymlink: false))?.type == .directory }

    /// Whether the file here, which has `status`, may not be written to: by its mode, for the administrator may write to all, or by
    /// what the system says.
    func isProtected(_ status: Stat) -> Bool {
        status.rawValue.st_mode & 0o222 == 0 || !isAccessible(W_OK) && Errno.last == .permissionDenied
    }

    /// Whether names can be added to this folder; `Errno.last` says why not.
    public var isWritableFolder: Bool { isAccessible(W_OK | X_OK) }

    /// The folder that this is a name in; `.` for a bare name.
    public var folder: FilePath {
        let folder = removingLastComponent()
        return folder.isEmpty ? "." : folder
    }

    /// What the path comes to when its last part is a symbolic link; the target need not exist.
    var followingLinks: FilePath {
        var path = self
        // As many links as Linux itself follows.
        for _ in 0..<40 {
            var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let count = buffer.withUnsafeMutableBytes { buffer in
                path.withPlatformString { readlink($0, buffer.baseAddress!, buffer.count) }
            }
            guard count > 0 else { break }
            path = path.removingLastComponent().appending(bytes: buffer.prefix(count))
        }
        return path
    }

    /// Takes the file's name away, where it can be.
    public func remove() { _ = withPlatformString { unlink($0) } }

    /// Calls `body`, which is `link` or `rename`, from here to `other`; what the system says where it fails.
    func call(_ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32, _ other: FilePath) -> Errno? {
        withPlatformString { path in other.withPlatformString { body(path, $0) } } == 0 ? nil : .last
    }

    /// Renames the file here to `other` as the flags of renameat2(2) say; what the system says where it fails.
    func rename(to other: FilePath, _ flags: Int) -> Errno? { call({ clinux_rename($0, $1, UInt32(flags)) }, other) }

    /// Gives the file here the name `other` unless there is a file; what the system says where it fails.
    func moveToFreePlace(_ other: FilePath) -> Errno? {
        guard let failure = rename(to: other, CLINUX_NOREPLACE) else { return nil }
        if failure == .fileExists { return failure }
        // Not every file system can do that; most have links, which never replace either.
        if let failure = call(link, other) { return failure }
        remove()
        return nil
    }

    private func isAccessible(_ mode: Int32) -> Bool { withPlatformString { access($0, mode) } == 0 }

    /// Whether two names are of one file that exists.
    public func isSameFile(as other: FilePath) -> Bool {
        guard let first = try? stat(), let second = try? other.stat() else { return false }
        return FileIdentity(first) == FileIdentity(second)
    }

    /// The path without symbolic links and dots; nil where there is no such file.
    public var resolved: FilePath? {
        withPlatformString { path in
            guard let real = realpath(path, nil) else { return nil }
            defer { free(real) }
            return FilePath(platformString: real)
        }
    }

    /// The names in this folder but `.` and `..`, by their bytes in order.
    public func namesInFolder() throws(Errno) -> [FilePath] {
        guard let handle = withPlatformString({ opendir($0) }) else { throw .last }
        defer { closedir(handle) }
        var names: [FilePath] = []
        while let entry = readdir(handle) {
            names.append(withUnsafeBytes(of: &entry.pointee.d_name) { FilePath(bytes: $0.prefix { $0 != 0 }) })
        }
        return names.filter { $0 != "." && $0 != ".." }.sortedByBytes()
    }

    /// Makes this folder where there is none, and with `parents` those that it is in.
    public func makeFolder(mode: mode_t = 0o777, parents: Bool = false) throws(Errno) {
        if parents, !exists, components.count > 1 { try removingLastComponent().makeFolder(mode: mode, parents: true) }
        guard withPlatformString({ mkdir($0, mode) }) != 0 else { return }
        let reason = Errno.last
        guard isFolder else { throw reason == .fileExists ? .notDirectory : reason }
    }
}

extension Sequence<FilePath> {
    public func sortedByBytes() -> [FilePath] {
        map { (path: $0, bytes: $0.bytes) }.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map(\.path)
    }
}

extension Errno {
    /// What the last call of the system that failed on this thread says.
    public static var last: Errno { Errno(rawValue: errno) }
}
