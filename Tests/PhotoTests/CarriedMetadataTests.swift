import Foundation
import Photo
import Pixels
import Support
import Testing

/// From each format to each other one, what a file says besides its samples goes along, or the last line names it.
@Suite struct CarriedMetadataTests {
    private static let artist = "an artist of EXIF", author = "J\u{FC}rg, an author of PNG", packet = "<x:xmpmeta>of XMP</x:xmpmeta>",
        city = "Bern of IPTC"
    private static let comment = "a comment of PNG", inTitle = "a title of PNG"

    /// The names of formats that this build has, by their files' extensions.
    private static let extensions = Photo.Format.allCases.map { $0.name == "HEIC/AVIF" ? "avif" : $0.fileExtension }

    /// A PNG with all that it has places for; EXIF tells of the artist alone.
    private static var png: [UInt8] {
        let text = Array((artist + "\0").utf8)
        let exif = Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1] + RedObject.entry(0x013B, 2, text.count, 26) + RedObject.number(0) + text
        let record: [UInt8] = [0x1C, 2, 90, 0, UInt8(city.utf8.count)] + Array(city.utf8)
        // As ExifTool writes it.
        let digits = "\nIPTC profile\n      \(record.count)\n" + record.map { String(format: "%02x", $0) }.joined() + "\n"
        let width = 48, height = 32, row = [UInt8](repeating: 90, count: 3 * width)
        return PNGFile.bytes([
            PNGFile.header(width: width, height: height, colorType: 2),
            ("pHYs", RedObject.number(9449) + RedObject.number(9449) + [1]), ("eXIf", exif),
            ("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + Array(packet.utf8)),
            ("tEXt", Array("Raw profile type iptc\0".utf8) + Array(digits.utf8)),
            ("tEXt", Array("Comment\0".utf8) + Array(comment.utf8)), ("tEXt", Array("Author\0J".utf8) + [0xFC] + Array("rg, an author of PNG".utf8)),
            ("tEXt", Array("Title\0".utf8) + Array(inTitle.utf8)), ("tEXt", Array("Copyright\0".utf8) + Array(author.utf8)),
            ("IDAT", PNGFile.deflated((0..<height).flatMap { _ in [0] + row })), ("IEND", []),
        ])
    }

    private func converted(_ file: [UInt8], to format: String, _ reports: inout String) throws -> [UInt8] {
        let folder = try TemporaryFolder(), photo = try Photo.load(bytes: file, path: "a")
        let changed = [1] + [UInt8](repeating: 0, count: photo.raster.width * photo.raster.height - 1)
        reports += try photo.save(photo.raster, changed: changed, to: folder.path("b." + format)).description
        return try fileBytes(folder.path("b." + format))
    }

    /// By way of one format and another to JPEG, in which all that is told lies open.
    @Test(arguments: extensions, extensions) func nothingIsLostInSilence(first: String, second: String) throws {
        var reports = ""
        let there = try converted(converted(Self.png, to: first, &reports), to: second, &reports)
        let jpeg = try converted(there, to: "jpg", &reports), text = Data(jpeg)
        func has(_ words: String) -> Bool { text.range(of: Data(words.utf8)) != nil }
        #expect(has(Self.artist) && has(Self.packet), "\(reports)")
        #expect(has(Self.author), "\(reports)")
        let hasPlaceForIPTC = ![first, second].contains { ["webp", "avif", "jxl"].contains($0) }
        #expect(has(Self.city) == hasPlaceForIPTC && reports.contains("with IPTC") != hasPlaceForIPTC, "\(reports)")
        #expect(has(Self.comment), "\(reports)")
        // The file's other artist, for whom EXIF has no second place, and a title, for which it has none.
        #expect(reports.contains("the text Title") && reports.contains("the text Author"), "\(reports)")
        #expect(jpeg[13..<18].elementsEqual([1, 0, 240, 0, 240]), "\(reports)")
    }

    #if TIFF
    /// A TIFF has IPTC in both places in which programs look for it, in the types that they expect.
    @Test func placesOfIPTCInTIFF() throws {
        var reports = ""
        let contents = try TIFFContents(converted(Self.png, to: "tif", &reports))
        let records = try #require(contents.fields[33723]), resources = try #require(contents.fields[34377])
        #expect(records.type == 4 && resources.type == 1)
        #expect(records.data.starts(with: [0x1C, 2, 90, 0, UInt8(Self.city.utf8.count)] + Array(Self.city.utf8)))
        #expect(Data(resources.data).range(of: Data(Self.city.utf8)) != nil)
    }
    #endif

    /// What a format holds is in it once only, and what EXIF says stays.
    @Test func textsOfEXIFGoBeforeThoseOfPNG() throws {
        var reports = ""
        let jpeg = Data(try converted(Self.png, to: "jpg", &reports))
        #expect(jpeg.range(of: Data("an author of PNG".utf8)) != nil)
        #expect(jpeg.ranges(of: Data(Self.artist.utf8)).count == 1 && jpeg.ranges(of: Data("an author of PNG".utf8)).count == 1)
    }
}
