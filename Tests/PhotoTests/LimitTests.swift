import CPNG
import Foundation
import Photo
import System
import Testing

/// The limits that the manual states are kept: what is beyond them is refused before it costs anything.
@Suite struct LimitTests {
    private func number(_ value: Int) -> [UInt8] { RedObject.number(value) }

    private func png(width: Int = 4, height: Int = 4, _ chunks: [(type: String, payload: [UInt8])]) -> [UInt8] {
        let rows = deflated([UInt8](repeating: 0, count: 5 * 4))
        let all = [("IHDR", number(width) + number(height) + [8, 0, 0, 0, 0])] + chunks + [("IDAT", rows), ("IEND", [])]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + all.flatMap { type, payload in
            let named = Array(type.utf8) + payload
            return number(payload.count) + named + number(Int(cpng_checksum(named, named.count)))
        }
    }

    private func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var result: UnsafeMutablePointer<UInt8>?
        var count = 0
        precondition(cpng_deflate(bytes, bytes.count, &result, &count) == 0)
        defer { free(result) }
        return Array(UnsafeBufferPointer(start: result, count: count))
    }

    private func load(_ file: [UInt8]) throws -> Photo { try Photo.load(bytes: file, path: "a") }

    @Test func pixels() throws {
        let side = 14_143
        try #require(side * side > Photo.pixelLimit && (side - 1) * (side - 1) < Photo.pixelLimit)
        var jpeg = JPEGKind(name: "").encode([UInt8](repeating: 0, count: 3), width: 1, height: 1)
        let frame = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
        jpeg.replaceSubrange(frame + 5..<frame + 9, with: number(side << 16 | side))
        for file in [png(width: side, height: side, []), jpeg] {
            #expect(throws: PhotoError.tooManyPixels(path: "a", width: side, height: side)) { try load(file) }
        }
    }

    @Test func bytes() throws {
        let folder = try TemporaryFolder(), path = folder.path("a.jpg")
        // A hole takes no room on the disk.
        try Data([0xFF, 0xD8, 0xFF]).write(to: URL(filePath: path))
        try #require(truncate(path, Photo.byteLimit + 1) == 0)
        #expect(throws: PhotoError.fileTooLarge(path: path)) { try Photo.load(path: path) }
    }

    @Test func scans() throws {
        let path = packageFolder.appending(path: "Tests/PhotoTests/Corpus/refused/scan-bomb.jpg").path()
        #expect(throws: PhotoError.damaged(path: path, reason: "it has more than \(Photo.scanLimit) scans")) { try Photo.load(path: path) }
    }

    @Test(arguments: [true, false]) func metadata(isPNG: Bool) throws {
        let most = Photo.metadataLimit
        func file(_ count: Int) -> [UInt8] {
            if isPNG { return png([("teSt", [UInt8](repeating: 7, count: count))]) }
            let jpeg = JPEGKind(name: "").encode([UInt8](repeating: 0, count: 3), width: 1, height: 1)
            // The library of the test writes a JFIF segment of 14 bytes.
            var file = Array(jpeg[..<2])
            for start in stride(from: 0, to: count - 14, by: 65_533) {
                let size = min(65_533, count - 14 - start)
                file += [0xFF, 0xFE, UInt8((size + 2) >> 8), UInt8((size + 2) & 255)]
                file += [UInt8](repeating: 7, count: size)
            }
            return file + jpeg[2...]
        }
        #expect(try load(file(most)).raster.width > 0)
        #expect(throws: PhotoError.tooMuchMetadata(path: "a")) { try load(file(most + 1)) }
    }

    /// Text is looked into as long as it is 32 MiB in all when inflated; what is beyond could hide a picture, and goes.
    @Test func inflatedText() throws {
        let text = Array("a\0\0".utf8) + deflated([UInt8](repeating: 0x20, count: 12 << 20))
        let folder = try TemporaryFolder()
        try Data(png([("zTXt", text), ("zTXt", text), ("zTXt", text)])).write(to: URL(filePath: folder.path("a.png")))
        let photo = try Photo.load(path: folder.path("a.png"))
        let report = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 16), to: folder.path("b.png"))
        #expect(report.description.contains("text too long to be searched for pictures"), "\(report)")
        #expect(Data(try fileBytes(folder.path("b.png"))).count < 3 * text.count)
    }

    /// Text without an end to its tags is not looked through again from each of them.
    @Test func textThatOpensTagsOnly() throws {
        let text = Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + [UInt8](repeating: UInt8(ascii: "<"), count: 1 << 20)
        let folder = try TemporaryFolder()
        try Data(png([("iTXt", text)])).write(to: URL(filePath: folder.path("a.png")))
        let photo = try Photo.load(path: folder.path("a.png"))
        let before = ThreadClock.seconds
        _ = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 16), to: folder.path("b.png"))
        let after = ThreadClock.seconds
        // Looking again would take 2 ** 39 steps, minutes; once, some milliseconds.
        #expect(after - before < 10)
        #expect(Data(try fileBytes(folder.path("b.png"))).range(of: Data(text)) != nil)
    }
}
