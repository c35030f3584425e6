import Foundation
import Testing

/// Thumbnails that a format makes simple are made anew from the result, and the removed object is in no picture of the file.
@Suite struct ThumbnailTests {
    /// An EXIF block with an orientation, a maker's note of `note` bytes with a preview in it, and `thumbnail`, with as many
    /// bytes behind it as `room` says.
    private static func exif(
        _ thumbnail: [UInt8], orientation: Int = 1, littleEndian: Bool = true, note: [UInt8] = [], room: Int = 0
    ) -> [UInt8] {
        let noteStart = 8 + 2 + 24 + 4, second = noteStart + note.count, start = second + 2 + 24 + 4
        let two: [UInt8] = littleEndian ? [2, 0] : [0, 2]
        var block: [UInt8] = littleEndian ? [0x49, 0x49, 42, 0] : [0x4D, 0x4D, 0, 42]
        block += RedObject.number(8, littleEndian) + two + RedObject.entry(0x0112, 3, 1, orientation, littleEndian)
        block += RedObject.entry(0x927C, 7, note.count, noteStart, littleEndian) + RedObject.number(second, littleEndian) + note
        block += two + RedObject.entry(0x0201, 4, 1, start, littleEndian) + RedObject.entry(0x0202, 4, 1, thumbnail.count, littleEndian)
        return block + RedObject.number(0, littleEndian) + thumbnail + [UInt8](repeating: 0xA5, count: room)
    }

    /// Saves without the object a photo with these segments and bytes behind it.
    private func save(
        _ segments: [(marker: UInt8, payload: [UInt8])], behind: [UInt8] = []
    ) throws -> (file: [UInt8], report: String) {
        try RedObject.save(without: RedObject.jpeg(segments) + behind, name: "a.jpg")
    }

    private static let thumbnail = JPEGKind(name: "", horizontal: 2).encode(RedObject.picture(80, 60), width: 80, height: 60)

    @Test(arguments: [1, 3, 6], [false, true])
    func exifThumbnailShowsTheResult(orientation: Int, littleEndian: Bool) throws {
        let note = Array("maker".utf8) + [UInt8](repeating: 7, count: 40)
        let before = Self.exif(Self.thumbnail, orientation: orientation, littleEndian: littleEndian, note: note)
        let (file, report) = try save([(0xE1, Array("Exif\0\0".utf8) + before)])
        #expect(report.contains("made anew from the result: the EXIF thumbnail") && !report.contains("removed"), "\(report)")
        let pictures = RedObject.pictures(in: file)
        #expect(pictures.count == 2 && !pictures.contains(where: RedObject.isIn))
        let small = try #require(pictures.last)
        #expect(small.width == 80 && small.height == 60)
        // Gray grows from left to right in the stored picture, whatever the orientation; quality 80 is off by a few steps.
        #expect(abs(small[4, 50, 1] - 64) < 12 && abs(small[76, 50, 1] - 136) < 12)
        // Nothing before the second directory's values has moved or changed.
        let segment = try #require(JPEGContents(file).segments.first { $0.first == 0xE1 })
        let common = 8 + 2 + 24 + 4 + note.count
        #expect(segment.dropFirst(7).prefix(common).elementsEqual(before.prefix(common)))
    }

    /// A thumbnail that needs more bytes than the old one goes to the end of the block, and where that is full it goes.
    @Test(arguments: [true, false])
    func thumbnailThatGrows(isRenewed: Bool) throws {
        // A flat one, with tables made for it as ours are, that grows by the gradient of the result.
        let flat = JPEGKind(name: "", isProgressive: true).encode([UInt8](repeating: 90, count: 80 * 60 * 3), width: 80, height: 60)
        // A segment holds 65,533 bytes, of which six say that it is EXIF.
        let room = isRenewed ? 0 : 65_527 - Self.exif(flat).count
        let before = Self.exif(flat, room: room)
        let (file, report) = try save([(0xE1, Array("Exif\0\0".utf8) + before)])
        let segment = try #require(JPEGContents(file).segments.first { $0.first == 0xE1 })
        #expect(report.contains("made anew") == isRenewed && report.contains("removed") == !isRenewed, "\(report)")
        #expect(RedObject.pictures(in: file).count == (isRenewed ? 2 : 1))
        #expect((segment.count - 7 > before.count) == isRenewed)
        #expect(!RedObject.pictures(in: file).contains(where: RedObject.isIn))
        // What lies behind the old thumbnail is not ours.
        let tail = segment.dropFirst(7).dropFirst(before.count - room).prefix(room)
        #expect(tail.allSatisfy { $0 == 0xA5 })
    }

    @Test func jfifThumbnailIsRewrittenInPlace() throws {
        let head: [UInt8] = Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 40, 30]
        let (file, report) = try save([(0xE0, head + RedObject.picture(40, 30))])
        #expect(report.contains("made anew from the result: the JFIF thumbnail"), "\(report)")
        // The decoder takes the JFIF segment that the library of the test writes; ours is the one with pixels.
        let segment = try #require(JPEGContents(file).segments.last { $0.first == 0xE0 })
        #expect(segment.dropFirst().prefix(14).elementsEqual(head) && segment.count == 1 + 14 + 40 * 30 * 3)
        let expected = RedObject.picture(40, 30, withObject: false)
        // Away from the object the thumbnail is what it was, to rounding and the photo's own coding.
        let row = 29 * 40 * 3
        for column in 0..<40 { #expect(abs(Int(segment[15 + row + 3 * column]) - Int(expected[row + 3 * column])) < 8) }
        #expect(!RedObject.isIn(file))
    }

    /// All places at once: nothing that can be carved out shows the object.
    @Test func objectIsInNoPictureOfTheFile() throws {
        let note = Array("maker".utf8) + Self.thumbnail
        let packet = "<x:xmpmeta><a b='\(Data(Self.thumbnail).base64EncodedString())'/></x:xmpmeta>"
        let header: [UInt8] = Array("8BIM".utf8) + [4, 12, 0, 0] + RedObject.number(Self.thumbnail.count + 28, false)
        let resources: [UInt8] = header + [UInt8](repeating: 0, count: 28) + Self.thumbnail + [0]
        let (file, report) = try save(
            [
                (0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 40, 30] + RedObject.picture(40, 30)),
                (0xE0, Array("JFXX\0".utf8) + [0x13, 40, 30] + RedObject.picture(40, 30)),
                (0xE1, Array("Exif\0\0".utf8) + Self.exif(Self.thumbnail, note: note)),
                (0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8)),
                (0xED, Array("Photoshop 3.0\0".utf8) + resources), (0xE5, Array("maker".utf8) + Self.thumbnail),
            ], behind: Self.thumbnail)
        for name in ["made anew", "the EXIF thumbnail", "the JFIF thumbnail", "XMP", "Photoshop", "maker", "behind"] {
            #expect(report.contains(name), "\(report)")
        }
        #expect(!RedObject.isIn(file))
        #expect(Data(file).range(of: Data("/9j/".utf8)) == nil)
    }

    /// Uncompressed strips (EXIF 2.32, 4.5.7) go wherever they lie, the header and the first directory stay.
    @Test func stripsBeforeTheFirstDirectoryGo() throws {
        let strip = RedObject.picture(20, 15), first = 8 + strip.count, second = first + 2 + 12 + 4
        var block: [UInt8] = [0x4D, 0x4D, 0, 42] + RedObject.number(first, false) + strip
        block += [0, 1] + RedObject.entry(0x0112, 3, 1, 1, false) + RedObject.number(second, false)
        block += [0, 2] + RedObject.entry(0x0111, 4, 1, 8, false) + RedObject.entry(0x0117, 4, 1, strip.count, false) + RedObject.number(0, false)
        let (file, report) = try save([(0xE1, Array("Exif\0\0".utf8) + block)])
        #expect(report.contains("removed what could show the old picture: pictures in EXIF"), "\(report)")
        #expect(!RedObject.isIn(file))
        let segment = try #require(JPEGContents(file).segments.first { $0.first == 0xE1 })
        #expect(segment.dropFirst(7).prefix(8).elementsEqual(block.prefix(8)))
        #expect(segment.dropFirst(7).dropFirst(first).prefix(14).elementsEqual(block[first..<first + 14]))
        #expect(segment.count == 7 + block.count)
    }
}
