import Foundation
import Pixels
import Support
import Testing

/// The real program on a small photo with a small network, saving in place.
struct SavingProgram {
    let folder: TemporaryFolder
    let photo: String
    let original: [UInt8]
    private let mask: String

    /// Writes the photo, noise so that it takes some 20 KB, and its mask.
    init(folder: TemporaryFolder? = nil) throws {
        self.folder = try folder ?? TemporaryFolder()
        photo = self.folder.path("photo.png")
        mask = self.folder.path("mask.png")
        try Raster(width: 90, height: 70, model: .rgb, bytes: Noise.bytes(90 * 70 * 3, seed: 5)).writePNG(to: photo)
        var marks = Raster(width: 90, height: 70, model: .gray)
        for y in 30..<40 { for x in 40..<55 { marks[x, y, 0] = 255 } }
        try marks.writePNG(to: mask)
        original = try fileBytes(photo)
    }

    /// Nothing but what the test wrote.
    var isTidy: Bool { folder.names == ["mask.png", "photo.png"] }
    var content: [UInt8] { get throws { try fileBytes(photo) } }

    func restore() throws { try Data(original).write(to: URL(fileURLWithPath: photo)) }

    /// Starts the program by a line of shell in which it is `"$@"`.
    func start(_ line: String = "exec \"$@\"") throws -> (process: Process, errors: Pipe) {
        let process = Process(), errors = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            ["-c", line, "sh", Executable(name: "madf-tui").path] + [
                "--model", PackageFolder.tinyNetwork + "/network.safetensors",
                "--threads", "1", "--stage", "coarse", "--mask", mask, "--in-place", photo,
            ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        return (process, errors)
    }

    /// Runs the program to its end.
    func run(_ line: String = "exec \"$@\"") throws -> (status: Int32, errors: String) {
        let (process, errors) = try start(line)
        let words = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }
}
