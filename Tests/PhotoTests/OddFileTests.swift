import Foundation
import Photo
import Pixels
import Support
import System
import Testing

/// Files that other programs take in another way, or not at all: what is wrong with them is said, and what they mean is kept.
@Suite struct OddFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func load(_ file: [UInt8], _ name: String) throws -> Photo {
        try Data(file).write(to: URL(filePath: folder.path(name)))
        return try Photo.load(path: folder.path(name))
    }

    private func save(_ photo: Photo, as name: String) throws -> (file: [UInt8], report: String) {
        let changed = [UInt8](repeating: 0, count: photo.raster.width * photo.raster.height)
        let report = try photo.save(photo.raster, changed: changed, to: folder.path(name))
        return (try fileBytes(folder.path(name)), report.description)
    }

    private static let samples = Noise.bytes(40 * 24 * 3, seed: 3)
    private static func jpeg(_ kind: JPEGKind = JPEGKind(name: ""), _ segments: [(marker: UInt8, payload: [UInt8])] = []) -> [UInt8] {
        kind.encode(samples, width: 40, height: 24, segments: segments)
    }
    private static func exif(_ type: Int, _ orientation: Int) -> [UInt8] {
        let number = type == 9 ? RedObject.number(orientation) : [0, UInt8(orientation), 0, 0]
        return [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, UInt8(type), 0, 0, 0, 1] + number + RedObject.number(0)
    }

    /// Whole as the rows are, something is wrong behind them: another beginning, one more scan, bytes of none.
    @Test(arguments: [[0xFF, 0xD8], [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0], [UInt8](repeating: 0x12, count: 40)] as [[UInt8]])
    func damageBehindTheLastRowIsTold(damage: [UInt8]) throws {
        let whole = Self.jpeg(), photo = try load(whole.dropLast(2) + damage + [0xFF, 0xD9], "a.jpg")
        #expect(photo.warnings != nil)
        #expect(try photo.raster == load(whole, "b.jpg").raster)
    }

    /// A component that no scan has needs no table for being opened, but for being saved.
    @Test func missingTableIsFoundOnOpening() throws {
        var markers = JPEGTablesTests.Markers(Self.jpeg(JPEGKind(name: "", hasScanEach: true)))
        let scan = try #require(markers.indices(0xDA).last), frame = try #require(markers.indices(0xC0).first)
        markers.pieces[scan].bytes = []
        // The last component's table.
        markers.pieces[frame].bytes[markers.pieces[frame].bytes.count - 1] = 3
        let file = markers.file { _, _, _ in [] } + [0xFF, 0xD9]
        #expect(throws: PhotoError.damaged(path: FilePath(folder.path("a.jpg")), reason: "a quantization table is missing")) {
            try load(file, "a.jpg")
        }
    }

    /// EXIF and the like behind the first scan are not read as far as that, so they are not put in front of it.
    @Test func metadataBehindTheFirstScanDoesNotCount() throws {
        let exif = Array("Exif\0\0".utf8) + Self.exif(3, 6), segment = [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
        let photo = try load(Self.jpeg().dropLast(2) + segment + [0xFF, 0xD9], "a.jpg")
        #expect(photo.raster.width == 40)
        let (file, report) = try save(photo, as: "b.jpg")
        #expect(report.contains("left out: metadata behind the first scan"), "\(report)")
        #expect(!JPEGContents(file).segments.contains { $0.first == 0xE1 })
    }

    /// The still picture of an animation is opened; those that would still show what was removed do not stay, and that is said.
    @Test func onlyTheStillPictureOfAnAnimationStays() throws {
        func control(_ number: Int) -> [UInt8] {
            [number, 4, 4, 0, 0].flatMap { RedObject.number($0) } + [0, 1, 0, 1, 0, 0]
        }
        let rows = PNGFile.deflated((0..<4).flatMap { [0, 9, 9, 9, UInt8($0)] }), others = Array("what other pictures show".utf8)
        let animation = PNGFile.bytes([
            PNGFile.header(width: 4, height: 4, colorType: 0), ("acTL", RedObject.number(2) + RedObject.number(0)), ("fcTL", control(0)),
            ("IDAT", rows), ("fcTL", control(1)), ("fdAT", RedObject.number(2) + others), ("IEND", []),
        ])
        let photo = try load(animation, "a.png")
        #expect(photo.warnings?.contains("only the still picture") == true)
        for name in ["b.png", "c.jpg"] {
            let (file, report) = try save(photo, as: name)
            #expect(report.contains("left out: the further pictures of the animation"), "\(report)")
            #expect(Data(file).range(of: Data(others)) == nil && Data(file).range(of: Data("TL".utf8)) == nil)
            #expect(try name == "c.jpg" || Photo.load(bytes: file, path: "a").raster == photo.raster)
        }
    }

    @Test(arguments: [3, 4, 8, 9]) func orientationInAnyWholeNumber(type: Int) throws {
        let block = type == 4 ? Self.exif(9, 6).enumerated().map { $0 == 13 ? 4 : $1 } : Self.exif(type, 6)
        let photo = try load(Self.jpeg(segments: [(0xE1, Array("Exif\0\0".utf8) + block)]), "a.jpg")
        #expect(photo.raster.width == 24 && photo.raster.height == 40)
    }

    private static func jpeg(segments: [(marker: UInt8, payload: [UInt8])]) -> [UInt8] { jpeg(JPEGKind(name: ""), segments) }

    /// EXIF with JPEG's heading, and in hexadecimal digits.
    @Test(arguments: ["eXIf", "tEXt", "zTXt"]) func orientationOfPNG(type: String) throws {
        let exif = Array("Exif\0\0".utf8) + Self.exif(3, 6)
        let text = Array("\nexif\n      \(exif.count)\n\(exif.map { String(format: "%02x", $0) }.joined())\n".utf8)
        let keyword = Array("Raw profile type exif\0".utf8)
        let payload = type == "eXIf" ? exif : type == "tEXt" ? keyword + text : keyword + [0] + PNGFile.deflated(text)
        let photo = try load(HidingPlace.png(type, payload), "a.png")
        #expect(photo.raster.width == RedObject.height && photo.raster.height == RedObject.width)
        let (file, report) = try save(photo, as: "b.png")
        #expect(report == "Saved \(folder.path("b.png")).")
        #expect(Data(file).range(of: Data(Array(type.utf8) + payload)) != nil)
        #expect(try Photo.load(path: folder.path("b.png")).raster == photo.raster)
        _ = try save(photo, as: "c.jpg")
        #expect(try Photo.load(path: folder.path("c.jpg")).raster.width == RedObject.height)
    }

    /// What ends behind its last row is whole but for its end.
    @Test(arguments: [12, 11, 4, 1]) func endOfPNGMissing(bytes: Int) throws {
        let whole = HidingPlace.png("teSt", []), photo = try load(whole.dropLast(bytes), "a.png")
        #expect(photo.warnings?.isEmpty == false)
        #expect(try photo.raster == load(whole, "b.png").raster)
        let (file, _) = try save(photo, as: "c.png")
        #expect(file.suffix(12) == whole.suffix(12))
        let refusal = PhotoError.truncated(path: FilePath(folder.path("d.png")))
        #expect(throws: refusal) { try load(whole.dropLast(13), "d.png") }
    }

    @Test func endOfJPEGMissing() throws {
        let whole = Self.jpeg(), photo = try load(whole.dropLast(2), "a.jpg")
        #expect(photo.warnings?.isEmpty == false)
        #expect(try photo.raster == load(whole, "b.jpg").raster)
    }

    /// The library ignores a color of transparency that comes before the palette, and so does the photo.
    @Test func transparencyBeforeThePalette() throws {
        let file = HidingPlace.png("tRNS", [0, 230, 0, 20, 0, 20]), place = 8 + 25 + 18
        let photo = try load(file[..<place] + PNGFile.chunk("PLTE", [0, 0, 0, 9, 9, 9]) + file[place...], "a.png")
        #expect(photo.raster.model == .rgb && photo.warnings != nil)
        _ = try save(photo, as: "b.png")
        #expect(try Photo.load(path: folder.path("b.png")).raster == photo.raster)
    }

    /// Where the file's steps are so large that an object comes out as what it was, the program says so.
    @Test func qualityTooLowToShowTheFill() throws {
        var kind = JPEGKind(name: "")
        kind.quality = 1
        let gray = [UInt8](repeating: 128, count: 48 * 48 * 3)
        let photo = try load(kind.encode(gray, width: 48, height: 48), "a.jpg")
        var result = photo.raster
        let changed = (0..<48 * 48).map { UInt8($0 % 48 < 16 && $0 / 48 < 16 ? 1 : 0) }
        for pixel in changed.indices where changed[pixel] != 0 { for channel in 0..<3 { result.bytes[3 * pixel + channel] += 9 } }
        let report = try photo.save(result, changed: changed, to: folder.path("b.jpg")).description
        #expect(report.contains("12 of 108 blocks encoded anew, of which 4 look as before"), "\(report)")
        // With a difference that the tables can say there is nothing to tell.
        for pixel in changed.indices where changed[pixel] != 0 { for channel in 0..<3 { result.bytes[3 * pixel + channel] = 250 } }
        let seen = try photo.save(result, changed: changed, to: folder.path("c.jpg")).description
        #expect(!seen.contains("as before"), "\(seen)")
    }
}
