import Glibc

/// A file mapped for reading, or bytes in the place of one.
final class MappedFile: @unchecked Sendable {
    /// No network that is read here comes near this; larger files are refused.
    static let byteLimit = 4 << 30

    let bytes: UnsafeRawBufferPointer

    /// Maps the regular file at `path`, which must not be empty.
    init(path: String) throws(CheckpointError) {
        // Without O_NONBLOCK a FIFO would hang here.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(file: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            throw .notACheckpoint(file: path)
        }
        let size = Int(status.st_size)
        guard size <= Self.byteLimit else { throw .tooLarge(file: path) }
        guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
            throw .unreadable(file: path, reason: String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: memory, count: size)
    }

    /// A copy of `contents`, which must not be empty.
    init(copying contents: UnsafeRawBufferPointer) {
        let memory = mmap(nil, contents.count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        precondition(memory != MAP_FAILED)
        bytes = UnsafeRawBufferPointer(start: memory, count: contents.count)
        memory!.copyMemory(from: contents.baseAddress!, byteCount: contents.count)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }
}
