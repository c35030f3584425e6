import Foundation
import Testing

/// What was removed is in no picture that can be carved out of the saved file, wherever it was hidden, and the program says so.
@Suite struct GoneTests {
    @Test(arguments: HidingPlace.all, ["a.jpg", "a.png"]) func objectIsGone(place: HidingPlace, target: String) throws {
        // Before, the carver finds it.
        #expect(RedObject.isIn(place.hidden))
        let (file, report) = try RedObject.save(without: place.file, name: place.name, as: target)
        #expect(!RedObject.isIn(file))
        if target == place.name { #expect(report.contains(place.words), "\(report)") }
    }

    /// Metadata that the thumbnail's directory points at is not the thumbnail's alone: it stays.
    @Test(arguments: [0x0111, 0x0201]) func thumbnailThatPointsAtOtherValues(tag: Int) throws {
        let make = Array("A maker's name\0".utf8), place = 8 + 2 + 24 + 4, second = place + make.count
        var block: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2]
        block += RedObject.entry(0x010F, 2, make.count, place) + RedObject.entry(0x0112, 3, 1, 1)
        block += RedObject.number(second) + make
        // It says that its maker is the same one, and that its samples are in the same place.
        block += [0, 3] + RedObject.entry(0x010F, 2, make.count, place) + RedObject.entry(tag, 4, 1, place)
        block += RedObject.entry(tag == 0x0111 ? 0x0117 : 0x0202, 4, 1, make.count) + RedObject.number(0)
        let (file, report) = try RedObject.save(without: RedObject.jpeg([(0xE1, Array("Exif\0\0".utf8) + block)]), name: "a.jpg")
        let saved = try #require(JPEGContents(file).segments.first { $0.first == 0xE1 }).dropFirst(7)
        #expect(report.contains("pictures in EXIF"), "\(report)")
        var expected = Array(block[..<second])
        expected.replaceSubrange(place - 4..<place, with: [0, 0, 0, 0])
        #expect(saved.prefix(second).elementsEqual(expected))
        #expect(saved.dropFirst(second).allSatisfy { $0 == 0 } && saved.count == block.count)
    }

    /// Extended XMP without pictures stays to the byte, and so does what tells of it.
    @Test func extendedXMPWithoutPicturesStays() throws {
        let digits = String(repeating: "B", count: 32), packet = "<a b='\(String(repeating: "history ", count: 200))'/>"
        let first = Array("http://ns.adobe.com/xap/1.0/\0<a xmpNote:HasExtendedXMP='\(digits)'/>".utf8)
        let second =
            Array("http://ns.adobe.com/xmp/extension/\0\(digits)".utf8)
            + RedObject.number(packet.utf8.count) + RedObject.number(0) + Array(packet.utf8)
        let (file, report) = try RedObject.save(without: RedObject.jpeg([(0xE1, first), (0xE1, second)]), name: "a.jpg")
        #expect(!report.contains("removed"), "\(report)")
        #expect(JPEGContents(file).segments.filter { $0.first == 0xE1 } == [[0xE1] + first, [0xE1] + second])
    }
}
