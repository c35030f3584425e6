import CJPEG
import CLCMS
import CPNG
import Foundation
import Photo
import Pixels
import Support
import System
import Testing

/// What a photo is in the other format: the same colors, the same size on paper, and the same words where there is a place for them.
@Suite struct ConversionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A PNG file of flat squares of 16 pixels with chunks before its samples.
    private func png(_ colors: [[Int]], model: Raster.Model = .rgb, deep: Bool = false, _ chunks: [(type: String, payload: [UInt8])]) throws
        -> [UInt8]
    {
        var raster = Raster(width: 16 * colors.count, height: 16, model: model, sampleType: deep ? .uint16 : .uint8)
        for y in 0..<16 {
            for x in 0..<raster.width { for channel in 0..<raster.channels { raster[x, y, channel] = colors[x / 16][channel] } }
        }
        try raster.writePNG(to: folder.path("plain.png"))
        var file = try fileBytes(folder.path("plain.png"))
        file.insert(contentsOf: chunks.flatMap { Self.chunk($0.type, $0.payload) }, at: 33)
        return file
    }

    private static func chunk(_ type: String, _ payload: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + payload, sum = Int(cpng_checksum(body, body.count))
        return [UInt8](payload.count, bytes: 4, .bigEndian) + body + [UInt8](sum, bytes: 4, .bigEndian)
    }

    private static func numbers(_ values: [Double]) -> [UInt8] { values.flatMap { [UInt8](Int(($0 * 100_000).rounded()), bytes: 4, .bigEndian) } }

    /// Saves the photo in the file `file` as it is under another name.
    private func convert(_ file: [UInt8], from: String, to: String) throws -> (photo: Photo, bytes: [UInt8], report: String) {
        try Data(file).write(to: URL(filePath: folder.path(from)))
        let photo = try Photo.load(path: folder.path(from)), pixels = photo.raster.width * photo.raster.height
        let report = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: pixels), to: folder.path(to), replacing: .otherFiles)
        return (try Photo.load(path: folder.path(to)), try fileBytes(folder.path(to)), report.description)
    }

    private static func sRGB(_ light: Double) -> Double { 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055) }

    /// Linear light in 16 bits is far from sRGB's steps.
    @Test(arguments: [Raster.Model.rgb, .gray, .rgba, .grayAlpha]) func gammaIsConverted(model: Raster.Model) throws {
        let lights = [0.0, 0.01, 0.05, 0.2, 0.5, 0.9, 1]
        let colors = lights.map { light in (0..<model.channels).map { $0 == model.channels - 1 && model.hasAlpha ? 65_535 : Int(65_535 * light) } }
        let (photo, _, report) = try convert(
            png(colors, model: model, deep: true, [("gAMA", Self.numbers([1]))]), from: "a.png", to: "a.jpg")
        #expect(report.contains("its colors (gAMA) converted to sRGB") && report.contains("reduced to 8 bits"), "\(report)")
        #expect(photo.raster.model == (model.channels < 3 ? .gray : .rgb))
        for (index, light) in lights.enumerated() {
            // A step of the samples, and one of JPEG's in quality 95 on flat squares.
            #expect(abs(Double(photo.raster[16 * index + 8, 8, 0]) - Self.sRGB(light)) <= 2, "\(light)")
        }
    }

    private static let displayP3 = ColorTests.Space.displayP3, colors = [[180, 120, 100], [90, 140, 110], [100, 110, 170], [128, 128, 128]]

    /// By a code, and by its primaries in numbers.
    @Test(arguments: [true, false]) func primariesAreConverted(byCode: Bool) throws {
        let space = Self.displayP3, primaries = [(0.3127, 0.329), space.red, space.green, space.blue].flatMap { [$0.0, $0.1] }
        let chunk = byCode ? ("cICP", [12, 13, 0, 1]) : ("cHRM", Self.numbers(primaries))
        let (photo, _, report) = try convert(png(Self.colors, [chunk]), from: "a.png", to: "a.jpg")
        #expect(report.contains("its colors (\(chunk.0)) converted to sRGB"), "\(report)")
        for (index, color) in Self.colors.enumerated() {
            let expected = space.inSRGB(color.map(Double.init))
            for channel in 0..<3 { #expect(abs(Double(photo.raster[16 * index + 8, 8, channel]) - expected[channel]) <= 3, "\(color)") }
        }
        // The editor shows the same.
        let shown = try Photo.load(path: folder.path("a.png")).displayRaster()
        #expect((0..<3).allSatisfy { abs(Double(shown[8, 8, $0]) - space.inSRGB([180, 120, 100])[$0]) <= 1.5 })
    }

    /// What counts before gAMA, what is sRGB anyway, and what is beyond sRGB's light.
    @Test(
        arguments: [
            ([("gAMA", [0, 0, 0xB1, 0x8F])], nil), ([("cICP", [1, 13, 0, 1])], nil),
            ([("cICP", [1, 13, 0, 1]), ("gAMA", [0, 1, 0x86, 0xA0])], nil),
            ([("sRGB", [0]), ("gAMA", [0, 1, 0x86, 0xA0])], nil), ([("gAMA", [0, 0, 0, 0])], nil),
            ([("cICP", [9, 16, 0, 1])], "its colors (cICP) will be taken for sRGB, which they are not"),
        ] as [([(String, [UInt8])], String?)])
    func colorsThatStay(chunks: [(String, [UInt8])], words: String?) throws {
        let (photo, _, report) = try convert(png(Self.colors, chunks.map { (type: $0.0, payload: $0.1) }), from: "a.png", to: "a.jpg")
        if let words { #expect(report.contains(words)) } else { #expect(!report.contains("colors"), "\(report)") }
        for (index, color) in Self.colors.enumerated() {
            for channel in 0..<3 { #expect(abs(photo.raster[16 * index + 8, 8, channel] - color[channel]) <= 2) }
        }
    }

    /// One whose name has no end, and one of which a part is missing.
    @Test(arguments: [false, true]) func profilesThatCannotBeReadAreTold(isJPEG: Bool) throws {
        let part: (marker: UInt8, payload: [UInt8]) = (0xE2, Array("ICC_PROFILE\0".utf8) + [1, 2] + [UInt8](repeating: 7, count: 300))
        let file =
            try isJPEG
            ? JPEGKind(name: "").encode([UInt8](repeating: 90, count: 32 * 16 * 3), width: 32, height: 16, segments: [part])
            : png(Self.colors, [("iCCP", [UInt8](repeating: 65, count: 100))])
        let (_, _, report) = try convert(file, from: "a." + (isJPEG ? "jpg" : "png"), to: "a." + (isJPEG ? "png" : "jpg"))
        #expect(report.contains("left out: a color profile that cannot be read"), "\(report)")
        let warnings = try Photo.load(path: folder.path("a." + (isJPEG ? "jpg" : "png"))).warnings
        #expect(warnings?.contains("its color profile cannot be used, so it is shown as sRGB") == true)
    }

    /// Outside the marks the result is the converted photo; squares are as wide as JPEG's blocks of four components.
    @Test func onlyMarksDiffer() throws {
        let file = try png(Self.colors, [("gAMA", Self.numbers([1]))])
        let whole = try convert(file, from: "a.png", to: "whole.jpg").photo.raster
        let photo = try Photo.load(path: folder.path("a.png"))
        var result = photo.raster
        let changed = (0..<64 * 16).map { UInt8((16..<32).contains($0 % 64) ? 1 : 0) }
        for pixel in changed.indices where changed[pixel] != 0 { for channel in 0..<3 { result.bytes[3 * pixel + channel] = 255 } }
        _ = try photo.save(result, changed: changed, to: folder.path("b.jpg"))
        let saved = try Photo.load(path: folder.path("b.jpg")).raster
        for y in 0..<16 {
            for x in 0..<64 where !(16..<32).contains(x) { for channel in 0..<3 { #expect(saved[x, y, channel] == whole[x, y, channel]) } }
        }
        #expect(saved[24, 8, 0] >= 253)
    }

    #if TIFF
    /// Inks stay inks, whichever end of the numbers is none.
    @Test(arguments: [false, true]) func inksAreKept(writesAdobe: Bool) throws {
        let inks = [[0, 0, 0, 0], [0, 0, 0, 128], [200, 10, 60, 0], [64, 64, 64, 32]]
        var kind = JPEGKind(name: "", space: JCS_CMYK)
        kind.quality = 100
        kind.writesAdobe = writesAdobe
        let samples = (0..<16 * 64).flatMap { inks[$0 % 64 / 16].map { UInt8(writesAdobe ? 255 - $0 : $0) } }
        let tiff = try convert(kind.encode(samples, width: 64, height: 16), from: "a.jpg", to: "a.tif")
        let jpeg = try convert(tiff.bytes, from: "b.tif", to: "b.jpg")
        for photo in [tiff.photo, jpeg.photo] {
            try #require(photo.raster.model == .cmyk && photo.raster.width == 64)
            for (index, ink) in inks.enumerated() {
                for channel in 0..<4 { #expect(abs(photo.raster[16 * index + 8, 8, channel] - ink[channel]) <= 2, "\(index)") }
            }
        }
        #expect(jpeg.bytes.firstRange(of: Array("Adobe".utf8)) != nil)
    }
    #endif

    /// Pixels a meter, and what JFIF says: unit, and both numbers.
    @Test(
        arguments: [
            ([0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1], [1, 1, 44, 1, 44]), ([0, 0, 0x0B, 0x13, 0, 0, 0x16, 0x25, 1], [1, 0, 72, 0, 144]),
            ([0, 0, 0x17, 0x70, 0, 0, 0x17, 0x70, 1], [2, 0, 60, 0, 60]), ([0, 0, 0, 1, 0, 0, 0, 2, 0], [0, 0, 1, 0, 2]),
            ([0xFF, 0, 0, 0, 0, 0, 0, 1, 1], [0, 0, 1, 0, 1]),
        ] as [([UInt8], [UInt8])])
    func resolutionGoesToJPEG(pHYs: [UInt8], jfif: [UInt8]) throws {
        let (_, bytes, report) = try convert(png(Self.colors, [("pHYs", pHYs)]), from: "a.png", to: "a.jpg")
        #expect(bytes[2..<11].elementsEqual([0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8)) && Array(bytes[13..<18]) == jfif)
        #expect(report.contains("the resolution, which is beyond JPEG's") == (pHYs[0] == 0xFF))
        // And back, but for the rounding to whole numbers by the inch.
        guard pHYs[0] == 0 else { return }
        let back = try convert(bytes, from: "b.jpg", to: "b.png").bytes
        let chunk = try #require(back.firstRange(of: Array("pHYs".utf8)))
        #expect(Array(back[chunk.upperBound..<chunk.upperBound + 9]) == pHYs)
    }

    /// A picture on its side has its resolutions turned with it, whatever else is there.
    @Test func resolutionIsTurned() throws {
        let segments: [(marker: UInt8, payload: [UInt8])] = [(0xE1, Array("Exif\0\0".utf8) + Self.exif)]
        let file = JPEGKind(name: "").encode([UInt8](repeating: 90, count: 32 * 16 * 3), width: 32, height: 16, segments: segments)
        let bytes = try convert(file, from: "a.jpg", to: "a.png").bytes
        let chunk = try #require(bytes.firstRange(of: Array("pHYs".utf8)))
        #expect(Array(bytes[chunk.upperBound..<chunk.upperBound + 9]) == [0, 0, 0x17, 0x12, 0, 0, 0x2E, 0x23, 1])
    }

    private static let xmp = Array("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description dc:creator='Anna' tiff:Orientation='6'/></x:xmpmeta>".utf8)
    /// A caption (2:120) in Photoshop's resource of IPTC.
    private static let resources = Array("8BIM".utf8) + [4, 4, 0, 0, 0, 0, 0, 8, 0x1C, 2, 120, 0, 3] + Array("sea".utf8)
    /// An artist and an orientation of 6, by the first directory alone, and its resolution: 300 by the inch and 150.
    private static let exif: [UInt8] = {
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
            [UInt8](tag, bytes: 2, .bigEndian) + [UInt8](type, bytes: 2, .bigEndian) + [UInt8](count, bytes: 4, .bigEndian) + value
        }
        let entries = [
            entry(0x0112, 3, 1, [0, 6, 0, 0]), entry(0x011A, 5, 1, [0, 0, 0, 74]), entry(0x011B, 5, 1, [0, 0, 0, 82]),
            entry(0x0128, 3, 1, [0, 2, 0, 0]),
            entry(0x013B, 2, 4, Array("Eva\0".utf8)),
        ]
        let numbers = [300, 1, 150, 1].flatMap { [UInt8]($0, bytes: 4, .bigEndian) }
        return Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 5] + entries.joined() + [0, 0, 0, 0] + numbers
    }()

    @Test func wordsGoToJPEG() throws {
        func text(_ keyword: String, _ text: [UInt8]) -> (String, [UInt8]) { ("tEXt", Array(keyword.utf8) + [0] + text) }
        let digits = Self.resources.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let chunks = [
            ("eXIf", Self.exif), ("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + Self.xmp),
            text("Raw profile type iptc", Array("\niptc\n      \(Self.resources.count)\n\(digits)\n".utf8)),
            text("Comment", Array("by the sea".utf8)),
            text("Title", Array("Sea".utf8)), ("tIME", [7, 234, 11, 29, 0, 0, 0]),
        ]
        let (photo, bytes, report) = try convert(png(Self.colors, chunks), from: "a.png", to: "a.jpg")
        let metadata = Array("Exif\0\0".utf8)
        let exif = try #require(bytes.firstRange(of: metadata))
        #expect(bytes[exif.upperBound...].firstRange(of: Array("Eva\0".utf8)) != nil)
        #expect(photo.raster.width == 16, "the photo lies on its side, and the result is upright")
        #expect(bytes.firstRange(of: Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta".utf8)) != nil)
        #expect(bytes.firstRange(of: Array("tiff:Orientation='1'".utf8)) != nil)
        #expect(bytes.firstRange(of: Array("Photoshop 3.0\0".utf8) + Self.resources) != nil)
        #expect(bytes.firstRange(of: [0xFF, 0xFE, 0, 12] + Array("by the sea".utf8)) != nil)
        #expect(report.contains("left out: the text Title, tIME."), "\(report)")
    }

    @Test func wordsGoToPNG() throws {
        let segments: [(marker: UInt8, payload: [UInt8])] = [
            (0xE1, Array("Exif\0\0".utf8) + Self.exif), (0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Self.xmp),
            (0xED, Array("Photoshop 3.0\0".utf8) + Self.resources), (0xFE, Array("by the sea".utf8)), (0xE7, Array("KEEPER some words".utf8)),
        ]
        let file = JPEGKind(name: "").encode([UInt8](repeating: 90, count: 32 * 16 * 3), width: 32, height: 16, segments: segments)
        let (photo, bytes, report) = try convert(file, from: "a.jpg", to: "a.png")
        #expect(photo.raster.width == 16 && photo.raster.height == 32)
        #expect(bytes.firstRange(of: Array("Eva\0".utf8)) != nil && bytes.firstRange(of: Array("tiff:Orientation='1'".utf8)) != nil)
        #expect(bytes.firstRange(of: Array("Comment\0\0\0\0\0by the sea".utf8)) != nil)
        #expect(report.contains("left out: APP7 (KEEPER)."), "\(report)")
        // Of EXIF, as JFIF says none here; turned with the picture: 150 and 300 by the inch.
        let physical = try #require(bytes.firstRange(of: Array("pHYs".utf8)))
        #expect(Array(bytes[physical.upperBound..<physical.upperBound + 9]) == [0, 0, 0x17, 0x12, 0, 0, 0x2E, 0x23, 1])
        #expect(bytes.firstRange(of: Array("zTXtRaw profile type iptc\0\0".utf8)) != nil)
        // The captions are those of before when it goes back.
        let back = try convert(bytes, from: "b.png", to: "b.jpg").bytes
        #expect(back.firstRange(of: Array("Photoshop 3.0\0".utf8) + Self.resources) != nil)
    }

    #if TIFF
    /// ExifTool takes a file that begins with the mark of its blocks for EXIF alone.
    @Test func filesDoNotBeginWithAMark() throws {
        let author: [UInt8] = [0, 1, 0x01, 0x3B, 0, 2, 0, 0, 0, 4] + Array("Eva\0".utf8) + [0, 0, 0, 0]
        let block = Array("MM\0*\0\0\0\u{10}ExifMeta".utf8) + author
        let bytes = try convert(png(Self.colors, [("eXIf", block)]), from: "a.png", to: "a.tif").bytes
        #expect(bytes.firstRange(of: Array("ExifMeta".utf8)) == nil && bytes.firstRange(of: Array("Eva\0".utf8)) != nil)
    }
    #endif

    /// Pillow opens no picture with a compressed text of more than 1 MiB.
    @Test func longResourcesAreNotCompressed() throws {
        let data = [UInt8](repeating: 5, count: 600_000)
        let block = Array("8BIM".utf8) + [4, 5, 0, 0] + [UInt8](data.count, bytes: 4, .bigEndian) + data
        let parts = stride(from: 0, to: block.count, by: 60_000).map { start -> (marker: UInt8, payload: [UInt8]) in
            (0xED, Array("Photoshop 3.0\0".utf8) + block[start..<min(block.count, start + 60_000)])
        }
        let extended: (marker: UInt8, payload: [UInt8]) = (
            0xE1, Array("http://ns.adobe.com/xmp/extension/\0".utf8) + [UInt8](repeating: 65, count: 50)
        )
        let file = JPEGKind(name: "").encode([UInt8](repeating: 90, count: 32 * 16 * 3), width: 32, height: 16, segments: parts + [extended])
        let (_, bytes, report) = try convert(file, from: "a.jpg", to: "a.png")
        #expect(bytes.firstRange(of: Array("tEXtRaw profile type iptc\0".utf8)) != nil)
        #expect(report.contains("left out: extended XMP."), "\(report)")
        // It goes back in as many segments as it takes.
        let back = try convert(bytes, from: "b.png", to: "b.jpg").bytes
        #expect(back.ranges(of: Array("Photoshop 3.0\0".utf8)).count == 10)
    }
}
