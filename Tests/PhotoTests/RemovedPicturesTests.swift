import Foundation
import Photo
import Pixels
import Support
import Testing

@Suite struct RemovedPicturesTests {
    /// A small JPEG, as a camera puts it into its files.
    private let thumbnail = JPEGKind(name: "").encode([UInt8](repeating: 200, count: 16 * 16 * 3), width: 16, height: 16)

    private func number(_ value: Int) -> [UInt8] { (0..<4).map { (byte: Int) -> UInt8 in UInt8(value >> (24 - 8 * byte) & 255) } }

    /// An EXIF block with a maker note that holds a preview, and a second directory with the thumbnail.
    private var exif: [UInt8] {
        let note = 38, second = note + thumbnail.count, picture = second + 30
        var block = Array("MM".utf8) + [0, 42] + number(8)
        block += [0, 2]
        block += [0x01, 0x12, 0, 3] + number(1) + [0, 1, 0, 0]
        block += [0x92, 0x7C, 0, 7] + number(thumbnail.count) + number(note)
        block += number(second) + thumbnail
        block += [0, 2, 2, 1, 0, 4] + number(1) + number(picture)
        block += [2, 2, 0, 4] + number(1) + number(thumbnail.count)
        return block + number(0) + thumbnail
    }

    @Test func nothingOldIsLeftInJPEG() throws {
        let base64 = Data(thumbnail).base64EncodedString()
        let packet =
            "<x:xmpmeta><rdf:D a='1' xmpNote:HasExtendedXMP='00'><xmp:Thumbnails><rdf:Alt xmpGImg:image='\(base64)'/></xmp:Thumbnails><y:z>\(base64)</y:z><k>kept</k></rdf:D></x:xmpmeta>"
        var resources = Array("8BIM".utf8) + [4, 12, 0, 0] + number(thumbnail.count) + thumbnail
        if thumbnail.count % 2 == 1 { resources.append(0) }
        resources += Array("8BIM".utf8) + [4, 4, 0, 0] + number(2) + [7, 7]
        let jfif = Array("JFXX\0".utf8) + [0x10] + thumbnail
        let file =
            JPEGKind(name: "").encode(
                [UInt8](repeating: 90, count: 40 * 40 * 3), width: 40, height: 40,
                segments: [
                    (0xE0, jfif), (0xE1, Array("Exif\0\0".utf8) + exif),
                    (0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8)),
                    (0xE1, Array("http://ns.adobe.com/xmp/extension/\0".utf8) + thumbnail), (0xE2, Array("MPF\0".utf8) + [1, 2]),
                    (0xED, Array("Photoshop 3.0\0".utf8) + resources), (0xE5, Array("maker".utf8) + thumbnail),
                ]) + thumbnail
        let folder = try TemporaryFolder()
        try Data(file).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let photo = try Photo.load(path: folder.path("a.jpg"))
        let report = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 1600), to: folder.path("b.jpg"))
        for name in ["JFIF", "EXIF", "XMP", "Photoshop", "maker", "behind"] { #expect(report.description.contains(name)) }

        let saved = Data(try fileBytes(folder.path("b.jpg")))
        // One is left, the EXIF thumbnail, made anew: it must be as dark as the photo.
        let start = try #require(saved.range(of: Data([0xFF, 0xD8, 0xFF]), in: 2..<saved.count)).lowerBound
        #expect(saved.range(of: Data([0xFF, 0xD8, 0xFF]), in: start + 3..<saved.count) == nil)
        let small = try Photo.load(bytes: Array(saved[start...]), path: "thumbnail").raster
        #expect(small.width == 16 && small.bytes.allSatisfy { $0 < 100 })
        for lost in ["/9j/", "JFXX", "MPF", "HasExtendedXMP", "extension"] { #expect(saved.range(of: Data(lost.utf8)) == nil) }
        for kept in ["<k>kept</k>", "8BIM"] { #expect(saved.range(of: Data(kept.utf8)) != nil) }
        // EXIF keeps its length: nothing in it has moved, and a flat thumbnail takes no more room than a flat one.
        let contents = JPEGContents([UInt8](saved))
        #expect(contents.segments.first { $0.starts(with: [0xE1] + Array("Exif".utf8)) }?.count == 1 + 6 + exif.count)
    }

    @Test func crossFormatKeepsProfileAndEXIFUpright() throws {
        let profile = Noise.bytes(70_000, seed: 4)
        let parts = [profile.prefix(40_000), profile.dropFirst(40_000)].enumerated().map { index, part in
            (marker: UInt8(0xE2), payload: Array("ICC_PROFILE\0".utf8) + [UInt8(index + 1), 2] + part)
        }
        var turned = exif
        turned[19] = 6
        let file = JPEGKind(name: "").encode(
            Noise.bytes(30 * 20 * 3, seed: 2), width: 30, height: 20,
            segments: [(0xE1, Array("Exif\0\0".utf8) + turned)] + parts)
        let folder = try TemporaryFolder()
        try Data(file).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let photo = try Photo.load(path: folder.path("a.jpg"))
        let none = [UInt8](repeating: 0, count: 600)
        _ = try photo.save(photo.raster, changed: none, to: folder.path("b.png"))
        let png = try Photo.load(path: folder.path("b.png"))
        #expect(png.raster == photo.raster && png.profile == profile)
        _ = try png.save(png.raster, changed: none, to: folder.path("c.jpg"))
        let jpeg = try Photo.load(path: folder.path("c.jpg"))
        #expect(jpeg.raster.bounds == photo.raster.bounds && jpeg.profile == profile)
    }

    /// In another format the picture is written upright: EXIF says so, in whatever type, and has its sides turned.
    @Test func orientationAndSidesAreOfThePicture() throws {
        func block(_ orientation: Int, _ width: [UInt8], _ height: [UInt8]) -> [UInt8] {
            let first = [0, 2] + RedObject.entry(0x0112, 4, 1, orientation) + RedObject.entry(0x8769, 4, 1, 38) + number(0)
            let second = [0, 2, 0xA0, 2] + width + [0xA0, 3] + height + number(0)
            return Array("MM".utf8) + [0, 42] + number(8) + first + second
        }
        // As short and as long.
        let long: [UInt8] = [0, 4] + number(1) + number(40), short: [UInt8] = [0, 3] + number(1) + [0, 24, 0, 0]
        let file = JPEGKind(name: "").encode(
            Noise.bytes(40 * 24 * 3, seed: 2), width: 40, height: 24, segments: [(0xE1, Array("Exif\0\0".utf8) + block(6, long, short))])
        let folder = try TemporaryFolder()
        try Data(file).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let photo = try Photo.load(path: folder.path("a.jpg"))
        _ = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 960), to: folder.path("b.png"))
        let saved = Data(try fileBytes(folder.path("b.png")))
        #expect(saved.range(of: Data(Array("eXIf".utf8) + block(1, short, long))) != nil)
        let upright = try Photo.load(path: folder.path("b.png")).raster
        #expect(upright == photo.raster && upright.width == 24 && upright.height == 40)
    }
}
