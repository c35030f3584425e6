import Photo
import Pixels
import System

/// A photo from standard input, and one to standard output.
enum StandardStreams {
    /// Reads all of standard input as a photo.
    static func photo(page: Int?) throws -> Photo {
        let name: FilePath = "standard input", limits = Limits()
        var bytes: [UInt8] = [], part: [UInt8]
        repeat {
            guard bytes.count <= limits.bytes else { throw PhotoError.fileTooLarge(path: name, limit: limits.bytes) }
            part = try translating({ PhotoError.cannotRead(path: name, errno: $0.rawValue) }) { () throws(Errno) in
                try FileDescriptor.standardInput.readAll(count: 1 << 20)
            }
            bytes += part
        } while !part.isEmpty
        return try Photo.load(bytes: bytes, path: name, limits: limits, page: page)
    }

    /// Writes the result as a file of the photo's format. It is made in a file first: saving needs to go back in it.
    ///
    /// - Returns: what had to change besides the pixels.
    static func write(_ photo: Photo, _ result: Raster, changed: [UInt8], _ options: SaveOptions) throws -> [String] {
        let photo = try photo.writeNameless(result, changed: changed, in: Environment.path("TMPDIR") ?? "/tmp", options)
        try translating({ CommandError.system("standard output", $0) }) { () throws(Errno) in
            while case let part = try photo.file.readAll(count: 1 << 20), !part.isEmpty {
                try FileDescriptor.standardOutput.writeWhole(part)
            }
        }
        return photo.notes
    }
}
