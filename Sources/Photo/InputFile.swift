import System

/// Reading of whole files.
enum InputFile {
    /// All bytes of the regular file at `path`, within `limits`.
    static func read(_ path: FilePath, _ limits: Limits) throws(PhotoError) -> (bytes: [UInt8], identity: FileIdentity) {
        func failure(_ error: Errno) -> PhotoError { .cannotRead(path: path, errno: error.rawValue) }
        let file = try translating(failure) { () throws(Errno) in try File(path) }
        let status = try translating(failure) { () throws(Errno) in try file.status() }
        guard status.type == .regular else { throw .notAFile(path: path) }
        guard status.size <= limits.bytes else { throw .fileTooLarge(path: path, limit: limits.bytes) }
        // A file that shrinks while it is read is taken as far as it goes.
        let bytes = try translating(failure) { () throws(Errno) in try file.readAll(count: Int(status.size)) }
        return (bytes, FileIdentity(status))
    }
}
