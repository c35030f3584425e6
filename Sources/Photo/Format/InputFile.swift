import System
import Workers

/// A photo's file, whole and in memory.
struct InputFile {
    /// For messages only where the bytes came otherwise.
    let path: FilePath
    let bytes: [UInt8]
    /// nil where it was no file.
    let version: FileVersion?
    /// Which of its pages is asked for, from 1; nil for the first.
    let page: Int?
    /// Gives up reading what it holds, where that is done by another process.
    let cancellation: Cancellation

    init(_ bytes: [UInt8], path: FilePath, page: Int? = nil) {
        self.path = path
        self.page = page
        self.bytes = bytes
        version = nil
        cancellation = Cancellation()
    }

    /// Reads the regular file at `path`, within `limits`.
    init(_ path: FilePath, _ limits: Limits, page: Int? = nil, _ cancellation: Cancellation = Cancellation()) throws(PhotoError) {
        func failure(_ error: Errno) -> PhotoError { .cannotRead(path: path, errno: error.rawValue) }
        let file = try translating(failure) { () throws(Errno) in try File(path) }
        let status = try translating(failure) { () throws(Errno) in try file.status() }
        guard status.type == .regular else { throw .notAFile(path: path) }
        guard status.size <= limits.bytes else { throw .fileTooLarge(path: path, limit: limits.bytes) }
        self.path = path
        self.page = page
        self.cancellation = cancellation
        // A file that shrinks while it is read is taken as far as it goes.
        bytes = try translating(failure) { () throws(Errno) in try file.readAll(count: Int(status.size)) }
        version = FileVersion(bytes, status: status)
    }
}
