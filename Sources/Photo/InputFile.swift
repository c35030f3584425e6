import Glibc

/// What tells one file from another, whatever its name.
struct FileIdentity: Equatable, Sendable {
    let device: UInt
    let inode: UInt

    init(device: UInt, inode: UInt) {
        self.device = device
        self.inode = inode
    }

    init(_ status: stat) { self.init(device: UInt(status.st_dev), inode: UInt(status.st_ino)) }
}

/// Reading of whole files.
enum InputFile {
    /// All bytes of the regular file at `path`, at most `Photo.byteLimit`.
    static func read(_ path: String) throws(PhotoError) -> (bytes: [UInt8], identity: FileIdentity) {
        // Without O_NONBLOCK a FIFO would hang here; a regular file does not mind.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .cannotRead(path: path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotRead(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        guard status.st_size <= Photo.byteLimit else { throw .fileTooLarge(path: path) }
        var problem: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            while count < buffer.count {
                let got = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { problem = errno }
                // A file that shrinks while it is read is taken as far as it goes.
                if got <= 0 { break }
                count += got
            }
        }
        guard problem == 0 else { throw .cannotRead(path: path, errno: problem) }
        return (bytes, FileIdentity(status))
    }
}
