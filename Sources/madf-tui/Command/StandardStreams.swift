import Glibc
import Photo
import Pixels

/// A photo from standard input, and one to standard output.
enum StandardStreams {
    /// Reads all of standard input as a photo.
    static func photo() throws -> Photo {
        var bytes: [UInt8] = []
        while true {
            let before = bytes.count
            guard before <= Photo.byteLimit else { throw PhotoError.fileTooLarge(path: "standard input") }
            var failure: Int32?
            bytes.append(contentsOf: [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
                let part = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
                if part < 0 { failure = errno }
                count = max(0, part)
            })
            if let failure { throw PhotoError.cannotRead(path: "standard input", errno: failure) }
            if bytes.count == before { break }
        }
        return try Photo.load(bytes: bytes, path: "standard input")
    }

    /// Writes the result as a file of the photo's format. It is made in a file first: saving needs to go back in it.
    ///
    /// - Returns: what had to change besides the pixels.
    static func write(_ photo: Photo, _ result: Raster, changed: [UInt8], keepsFaces: Bool) throws -> [String] {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let (file, notes) = try photo.writeNameless(result, changed: changed, in: folder, keepsFaces: keepsFaces)
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(file, &buffer, buffer.count), count > 0 {
            var written = 0
            while written < count {
                let part = buffer.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress! + written, count - written) }
                guard part > 0 else { throw CommandError.system("standard output", errno) }
                written += part
            }
        }
        return notes
    }
}
