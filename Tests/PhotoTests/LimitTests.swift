import CJPEG
import Foundation
import Photo
import Support
import System
import Testing

/// The limits that the manual states are kept: what is beyond them is refused before it costs anything.
@Suite struct LimitTests {
    private let limits = Limits()

    private func number(_ value: Int) -> [UInt8] { RedObject.number(value) }

    private func png(width: Int = 4, height: Int = 4, _ chunks: [(type: String, payload: [UInt8])]) -> [UInt8] {
        let rows = PNGFile.deflated([UInt8](repeating: 0, count: 5 * 4))
        return PNGFile.bytes([PNGFile.header(width: width, height: height, colorType: 0)] + chunks + [("IDAT", rows), ("IEND", [])])
    }

    private func load(_ file: [UInt8]) throws -> Photo { try Photo.load(bytes: file, path: "a") }

    @Test func pixels() throws {
        let side = 14_143
        try #require(side * side > limits.pixels && (side - 1) * (side - 1) < limits.pixels)
        var jpeg = JPEGKind(name: "").encode([UInt8](repeating: 0, count: 3), width: 1, height: 1)
        let frame = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
        jpeg.replaceSubrange(frame + 5..<frame + 9, with: number(side << 16 | side))
        for file in [png(width: side, height: side, []), jpeg] {
            #expect(throws: PhotoError.tooManyPixels(path: "a", width: side, height: side, limit: limits.pixels)) { try load(file) }
        }
    }

    @Test func bytes() throws {
        let folder = try TemporaryFolder(), path = folder.path("a.jpg")
        // A hole takes no room on the disk.
        try Data([0xFF, 0xD8, 0xFF]).write(to: URL(filePath: path))
        try #require(truncate(path, limits.bytes + 1) == 0)
        #expect(throws: PhotoError.fileTooLarge(path: FilePath(path), limit: limits.bytes)) { try Photo.load(path: path) }
    }

    @Test func scans() throws {
        let path = PackageFolder.path("Tests/PhotoTests/Corpus/refused/scan-bomb.jpg")
        #expect(throws: PhotoError.damaged(path: FilePath(path), reason: "it has more than \(limits.scans) scans")) { try Photo.load(path: path) }
    }

    @Test(arguments: [true, false]) func metadata(isPNG: Bool) throws {
        let most = limits.metadata
        func file(_ count: Int) -> [UInt8] {
            if isPNG { return png([("teSt", [UInt8](repeating: 7, count: count))]) }
            let jpeg = JPEGKind(name: "").encode([UInt8](repeating: 0, count: 3), width: 1, height: 1)
            // The library of the test writes a JFIF segment of 14 bytes, which counts for 512.
            var file = Array(jpeg[..<2])
            for start in stride(from: 0, to: count - 512, by: 65_533) {
                let size = min(65_533, count - 512 - start)
                file += [0xFF, 0xFE, UInt8((size + 2) >> 8), UInt8((size + 2) & 255)]
                file += [UInt8](repeating: 7, count: size)
            }
            return file + jpeg[2...]
        }
        #expect(try load(file(most)).raster.width > 0)
        #expect(throws: PhotoError.tooMuchMetadata(path: "a", limit: most)) { try load(file(most + 1)) }
    }

    /// Each counts for some bytes, so that there are no millions of empty ones.
    @Test(arguments: [true, false]) func piecesOfMetadata(isPNG: Bool) throws {
        let count = limits.metadata / 512 + 1
        let jpeg = JPEGKind(name: "").encode([UInt8](repeating: 0, count: 3), width: 1, height: 1)
        let segments = (0..<count).flatMap { _ in [0xFF, 0xE5, 0, 2] as [UInt8] }
        let file = isPNG ? png([(String, [UInt8])](repeating: ("tEXt", [0x61, 0]), count: count)) : jpeg[..<2] + segments + jpeg[2...]
        #expect(throws: PhotoError.tooMuchMetadata(path: "a", limit: limits.metadata)) { try load(file) }
    }

    /// What is behind the last row is not inflated to its end.
    @Test func samplesBehindTheLastRow() throws {
        let rows = PNGFile.deflated([UInt8](repeating: 0, count: 100 << 20))
        let photo = try load(PNGFile.bytes([PNGFile.header(width: 4, height: 4, colorType: 0), ("IDAT", rows), ("IEND", [])]))
        #expect(photo.warnings?.contains("too many samples") == true)
    }

    /// Text is looked into as long as it is 32 MiB in all when inflated; what is beyond could hide a picture, and goes.
    @Test func inflatedText() throws {
        let text = Array("a\0\0".utf8) + PNGFile.deflated([UInt8](repeating: 0x20, count: 12 << 20))
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

    /// Seconds that saving a file takes, of this thread.
    private func secondsToSave(_ file: [UInt8], _ name: String) throws -> (seconds: Double, report: String) {
        let folder = try TemporaryFolder()
        try Data(file).write(to: URL(filePath: folder.path(name)))
        let photo = try Photo.load(path: folder.path(name))
        let changed = [UInt8](repeating: 0, count: photo.raster.width * photo.raster.height)
        let before = ThreadClock.seconds
        let report = try photo.save(photo.raster, changed: changed, to: folder.path("saved-" + name))
        return (ThreadClock.seconds - before, report.description)
    }

    /// Names of attributes that no value follows: the end of none is sought in all that comes behind.
    @Test(arguments: ["zTXt", "iTXt", "JPEG"]) func attributesWithoutValues(place: String) throws {
        let packet = Array("<a".utf8) + (0..<(place == "JPEG" ? 4_000 : 400_000)).flatMap { _ in Array(" xmpGImg:image".utf8) } + Array(">".utf8)
        let jpeg = JPEGKind(name: "")
        let file =
            switch place {
            case "zTXt": png([("zTXt", Array("XML:com.adobe.xmp\0\0".utf8) + PNGFile.deflated(packet))])
            case "iTXt": png([("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + packet)])
            default:
                jpeg.encode(
                    [0, 0, 0], width: 1, height: 1, segments: (0..<100).map { _ in (0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + packet) })
            }
        // 400,000 names in 6 MB, each followed to the end, would take 2 * 10 ** 11 steps.
        #expect(try secondsToSave(file, place == "JPEG" ? "a.jpg" : "a.png").seconds < 10)
    }

    /// Thumbnails are made anew for two segments at most, whether or not that comes to anything.
    @Test func thumbnailsWithoutNumber() throws {
        let thumbnail = JPEGKind(name: "", space: JCS_GRAYSCALE).encode([UInt8](repeating: 9, count: 500 * 500), width: 500, height: 500)
        // A picture without an end begins before the thumbnail's directory, so that none is made anew in the end.
        let headless: [UInt8] = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0]
        var block: [UInt8] = [0x4D, 0x4D, 0, 42] + number(8) + [0, 1] + RedObject.entry(0x0112, 3, 1, 1) + number(26 + headless.count) + headless
        let place = block.count + 30
        block += [0, 2] + RedObject.entry(0x0201, 4, 1, place) + RedObject.entry(0x0202, 4, 1, thumbnail.count) + number(0) + thumbnail
        let segments = (0..<2000).map { _ in (marker: UInt8(0xE1), payload: Array("Exif\0\0".utf8) + block) }
        let file = JPEGKind(name: "").encode([UInt8](repeating: 9, count: 64 * 48 * 3), width: 64, height: 48, segments: segments)
        let (seconds, report) = try secondsToSave(file, "a.jpg")
        // Each takes some 10 ms, all of them 20 s; two and the search take a tenth of a second.
        #expect(seconds < 3)
        #expect(report.contains("EXIF beyond 64 segments"), "\(report)")
    }

    /// Segments that begin like pictures and lead into one chain that ends nowhere.
    @Test func chainsThatMeet() throws {
        var data = (0..<8_000).flatMap { index -> [UInt8] in
            // Each leads to the chain behind the last of them.
            let length = (8_000 - index) * 6 - 4
            return [0xFF, 0xD8, 0xFF, 0xE0, UInt8(length >> 8 & 255), UInt8(length & 255)]
        }
        data += (0..<4_000).flatMap { _ in [0xFF, 0xE0, 0, 2] as [UInt8] } + [0, 0, 0, 0, 0]
        let file = JPEGKind(name: "").encode(
            [0, 0, 0], width: 1, height: 1, segments: (0..<200).map { _ in (0xED, Array("Adobe_CM\0".utf8) + data) })
        #expect(try secondsToSave(file, "a.jpg").seconds < 10)
    }

    /// Scans cost a pass over the picture each, in reading and in writing: the larger the picture, the fewer there may be.
    @Test func scansTimesPixels() throws {
        let path = PackageFolder.path("Tests/PhotoTests/Corpus/refused/scan-bomb.jpg")
        var file = try fileBytes(path)
        let frame = try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC2 }), side = 12_000
        file.replaceSubrange(frame + 5..<frame + 9, with: number(side << 16 | side))
        file += [UInt8](repeating: 0, count: side * side / 8192)
        let most = limits.scannedPixels / (side * side)
        try #require(most < limits.scans)
        let reason = "it has more than \(most) scans, the most for \(side) x \(side) pixels"
        #expect(throws: PhotoError.unsupported(path: "a", reason: reason)) { try load(file) }
    }
}
