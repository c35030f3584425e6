import Glibc
import Photo
import Workers

/// A photo from standard input, and one to standard output.
enum StandardStreams {
    /// Reads all of standard input as a photo.
    static func photo() throws -> Photo {
        var bytes: [UInt8] = []
        while true {
            let before = bytes.count
            guard before <= Photo.byteLimit else { throw PhotoError.fileTooLarge(path: "standard input") }
            try wait(for: STDIN_FILENO, POLLIN)
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
    static func write(_ photo: Photo, _ result: Raster, changed: [UInt8]) throws {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/madf-tui-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CommandError.system(folder, errno) }
        let place = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        let file = try saved(photo, result, changed, at: place + "/result", in: place)
        defer { close(file) }
        // As much as a pipe that is ready takes without waiting.
        var buffer = [UInt8](repeating: 0, count: Int(PIPE_BUF))
        while case let count = read(file, &buffer, buffer.count), count > 0 {
            var written = 0
            while written < count {
                try wait(for: STDOUT_FILENO, POLLOUT)
                let part = buffer.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress! + written, count - written) }
                guard part > 0 else { throw CommandError.system("standard output", errno) }
                written += part
            }
        }
    }

    /// A descriptor of the saved file, which has no name any more: nothing is left behind where the reader goes away.
    private static func saved(_ photo: Photo, _ result: Raster, _ changed: [UInt8], at path: String, in folder: String) throws -> Int32 {
        defer {
            unlink(path)
            rmdir(folder)
        }
        _ = try photo.save(result, changed: changed, to: path)
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw CommandError.system(path, errno) }
        return file
    }

    /// Returns when the stream is ready; throws `Cancelled` soon after a signal that asks to end.
    private static func wait(for descriptor: Int32, _ events: Int32) throws {
        var stream = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        repeat { try Interruption.cancellation.check() } while poll(&stream, 1, 50) <= 0
    }
}
