import CLinux
import Glibc
import SystemPackage

/// An open file, closed when it goes out of scope.
public struct File: ~Copyable, Sendable {
    public enum Access: Sendable {
        case read
        /// For reading and writing, emptied or made.
        case replace
        /// For reading and writing, made or left as it is.
        case keep
        /// For reading and writing; fails where there is one.
        case new
        /// For writing at the end, made where there is none.
        case append

        fileprivate var flags: Int32 {
            switch self {
            // Without O_NONBLOCK a FIFO would hang until somebody writes to it; a regular file does not mind.
            case .read: O_RDONLY | O_NONBLOCK
            case .replace: O_RDWR | O_CREAT | O_TRUNC
            case .keep: O_RDWR | O_CREAT
            case .new: O_RDWR | O_CREAT | O_EXCL
            case .append: O_WRONLY | O_CREAT | O_APPEND
            }
        }
    }

    /// Not for others: it would outlive a file that is named no more.
    let descriptor: FileDescriptor

    /// - Parameter mode: permissions of a file that is made, less the process's umask.
    public init(_ path: FilePath, _ access: Access = .read, mode: mode_t = 0o666, followsLinks: Bool = true) throws(Errno) {
        let flags = access.flags | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW)
        descriptor = FileDescriptor(rawValue: try Errno.check { path.withPlatformString { open($0, flags, mode) } })
    }

    /// A file of `bytes` that is in memory alone.
    public static func inMemory(_ bytes: [UInt8]) throws(Errno) -> File {
        let file = File(taking: FileDescriptor(rawValue: try Errno.check { clinux_memory_file() }))
        try file.descriptor.writeWhole(bytes)
        return file
    }

    /// The same open file, which stays open with either.
    borrowing func duplicate() throws(Errno) -> File {
        File(taking: FileDescriptor(rawValue: try Errno.check { fcntl(descriptor.rawValue, F_DUPFD_CLOEXEC, 0) }))
    }

    /// Takes over a descriptor.
    init(taking descriptor: FileDescriptor) { self.descriptor = descriptor }

    deinit { close(descriptor.rawValue) }

    /// The next `count` bytes, fewer where the file ends before.
    public func readAll(count: Int) throws(Errno) -> [UInt8] { try descriptor.readAll(count: count) }

    /// The first `count` bytes, of which the file must have as many and keep them, read as they are touched.
    public func map(count: Int) throws(Errno) -> UnsafeRawBufferPointer { try descriptor.map(count: count) }

    /// Writes what `body` does from where the file stands.
    public func write<Failure: Error>(
        failure: (Errno) -> Failure, _ body: (FileStream) throws(Failure) -> Void
    ) throws(Failure) {
        try descriptor.write(failure: failure, body)
    }

    /// Goes to the first byte.
    public func rewind() { lseek(descriptor.rawValue, 0, SEEK_SET) }

    public func status() throws(Errno) -> Stat { try descriptor.stat() }

    /// Whether `path` leads to this very file.
    public borrowing func isAt(_ path: FilePath, followsLinks: Bool = true) -> Bool {
        guard let own = try? status(), let named = try? path.stat(followTargetSymlink: followsLinks) else { return false }
        return FileIdentity(own) == FileIdentity(named)
    }

    /// Whether some process has the file open for writing, as far as the system tells.
    var hasWriter: Bool {
        // A lease is given to a reader where nobody writes. It would be broken with a signal: with one that does nothing.
        _ = fcntl(descriptor.rawValue, Int32(CLINUX_SETSIG), SIGURG)
        let hasWriter = fcntl(descriptor.rawValue, Int32(CLINUX_SETLEASE), F_RDLCK) != 0 && Errno.last == .resourceTemporarilyUnavailable
        _ = fcntl(descriptor.rawValue, Int32(CLINUX_SETLEASE), F_UNLCK)
        return hasWriter
    }

    /// Makes what was written last through a loss of power.
    public func synchronize() throws(Errno) { _ = try Errno.check { fsync(descriptor.rawValue) } }

    /// Takes the lock of the file unless another process has it.
    public func lock() -> Bool { flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 }
}
