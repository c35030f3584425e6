import System

/// A file mapped for reading, or bytes in the place of one.
final class MappedFile: @unchecked Sendable {
    /// No network that is read here comes near this; larger files are refused.
    static let byteLimit = 4 << 30

    let bytes: UnsafeRawBufferPointer
    private let isFile: Bool

    /// Maps the regular file at `path`, which must not be empty.
    init(path: FilePath) throws(CheckpointError) {
        func failure(_ error: Errno) -> CheckpointError { .unreadable(file: path, reason: error.description) }
        let file = try translating(failure) { () throws(Errno) in try File(path) }
        let status = try translating(failure) { () throws(Errno) in try file.status() }
        guard status.type == .regular, status.size > 0 else { throw .notACheckpoint(file: path) }
        guard status.size <= Self.byteLimit else { throw .tooLarge(file: path) }
        bytes = try translating(failure) { () throws(Errno) in try file.map(count: Int(status.size)) }
        isFile = true
    }

    /// A copy of `contents`, which must not be empty.
    init(copying contents: UnsafeRawBufferPointer) {
        let memory = MappedMemory.anonymous(count: contents.count)!
        memory.copyMemory(from: contents)
        bytes = UnsafeRawBufferPointer(memory)
        isFile = false
    }

    /// Takes no memory for what was read until it is read again.
    func release(_ range: Range<Int>) {
        if isFile { MappedMemory.release(UnsafeRawBufferPointer(rebasing: bytes[range])) }
    }

    deinit { MappedMemory.unmap(bytes) }
}
