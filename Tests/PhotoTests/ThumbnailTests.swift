import Foundation
import Photo
import Testing

/// Thumbnails that a format makes simple are made anew from the result, and the removed object is in no picture of the file.
@Suite struct ThumbnailTests {
    private static let width = 160, height = 120
    /// The object, a bright red square on gray, in the terms of the stored picture.
    private static let object = (x: 48..<96, y: 40..<72)

    private static func picture(_ width: Int, _ height: Int, withObject: Bool = true) -> [UInt8] {
        (0..<width * height).flatMap { pixel -> [UInt8] in
            let x = pixel % width * Self.width / width, y = pixel / width * Self.height / height
            if withObject, object.x.contains(x), object.y.contains(y) { return [230, 20, 20] }
            let gray = UInt8(60 + x / 2)
            return [gray, gray, gray]
        }
    }

    private static func number(_ value: Int, _ littleEndian: Bool) -> [UInt8] {
        let bytes = (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) }
        return littleEndian ? bytes.reversed() : bytes
    }

    private static func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int, _ littleEndian: Bool) -> [UInt8] {
        func short(_ value: Int) -> [UInt8] {
            let bytes = [UInt8(value >> 8), UInt8(value & 255)]
            return littleEndian ? bytes.reversed() : bytes
        }
        let number = type == 3 ? short(value) + [0, 0] : number(value, littleEndian)
        return short(tag) + short(type) + Self.number(count, littleEndian) + number
    }

    /// An EXIF block with an orientation, a maker's note of `note` bytes with a preview in it, and `thumbnail`, with as many
    /// bytes behind it as `room` says.
    private static func exif(
        _ thumbnail: [UInt8], orientation: Int = 1, littleEndian: Bool = true, note: [UInt8] = [], room: Int = 0
    ) -> [UInt8] {
        let noteStart = 8 + 2 + 24 + 4, second = noteStart + note.count, start = second + 2 + 24 + 4
        let two: [UInt8] = littleEndian ? [2, 0] : [0, 2]
        var block: [UInt8] = littleEndian ? [0x49, 0x49, 42, 0] : [0x4D, 0x4D, 0, 42]
        block += number(8, littleEndian) + two + entry(0x0112, 3, 1, orientation, littleEndian)
        block += entry(0x927C, 7, note.count, noteStart, littleEndian) + number(second, littleEndian) + note
        block += two + entry(0x0201, 4, 1, start, littleEndian) + entry(0x0202, 4, 1, thumbnail.count, littleEndian)
        return block + number(0, littleEndian) + thumbnail + [UInt8](repeating: 0xA5, count: room)
    }

    /// Saves without the object a photo with these segments and bytes behind it.
    private func save(
        _ segments: [(marker: UInt8, payload: [UInt8])], behind: [UInt8] = []
    ) throws -> (file: [UInt8], report: String) {
        let folder = try TemporaryFolder()
        let file = JPEGKind(name: "", horizontal: 2, vertical: 2).encode(
            Self.picture(Self.width, Self.height), width: Self.width, height: Self.height, segments: segments)
        try Data(file + behind).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let photo = try Photo.load(path: folder.path("a.jpg"))
        // Everything red or next to red, as someone would paint it.
        var result = photo.raster
        var changed = [UInt8](repeating: 0, count: result.width * result.height)
        for y in 0..<result.height {
            for x in 0..<result.width {
                let near = (max(0, x - 8)...min(result.width - 1, x + 8)).contains { column in
                    (max(0, y - 8)...min(result.height - 1, y + 8)).contains { Self.isRed(photo.raster, column, $0) }
                }
                guard near else { continue }
                changed[y * result.width + x] = 1
                for channel in 0..<3 { result[x, y, channel] = 100 }
            }
        }
        try #require(changed.contains(1))
        let report = try photo.save(result, changed: changed, to: folder.path("b.jpg"))
        return (try fileBytes(folder.path("b.jpg")), report.description)
    }

    private static func isRed(_ raster: Raster, _ x: Int, _ y: Int) -> Bool {
        raster[x, y, 0] > 60 + raster[x, y, 1]
    }

    /// Every picture that begins anywhere in the file, as far as one can be read.
    private func carved(_ file: [UInt8]) -> [Raster] {
        (0..<max(0, file.count - 3)).filter { file[$0] == 0xFF && file[$0 + 1] == 0xD8 && file[$0 + 2] == 0xFF }
            .compactMap { try? Photo.load(bytes: Array(file[$0...]), path: "carved", pixelLimit: 1 << 24).raster }
    }

    private func holdsObject(_ raster: Raster) -> Bool {
        (0..<raster.height).contains { y in (0..<raster.width).contains { Self.isRed(raster, $0, y) } }
    }

    /// Triples of bytes, at any of the three phases, that are the object's color: uncompressed thumbnails.
    private func holdsObject(_ file: [UInt8]) -> Bool {
        file.indices.dropLast(8).contains { Array(file[$0..<$0 + 9]) == [230, 20, 20, 230, 20, 20, 230, 20, 20] }
    }

    private static let thumbnail = JPEGKind(name: "", horizontal: 2).encode(picture(80, 60), width: 80, height: 60)

    @Test(arguments: [1, 3, 6], [false, true])
    func exifThumbnailShowsTheResult(orientation: Int, littleEndian: Bool) throws {
        let note = Array("maker".utf8) + [UInt8](repeating: 7, count: 40)
        let before = Self.exif(Self.thumbnail, orientation: orientation, littleEndian: littleEndian, note: note)
        let (file, report) = try save([(0xE1, Array("Exif\0\0".utf8) + before)])
        #expect(report.contains("made anew from the result: the EXIF thumbnail") && !report.contains("removed"), "\(report)")
        let pictures = carved(file)
        #expect(pictures.count == 2 && !pictures.contains(where: holdsObject))
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
        #expect(carved(file).count == (isRenewed ? 2 : 1))
        #expect((segment.count - 7 > before.count) == isRenewed)
        #expect(!carved(file).contains(where: holdsObject))
        // What lies behind the old thumbnail is not ours.
        let tail = segment.dropFirst(7).dropFirst(before.count - room).prefix(room)
        #expect(tail.allSatisfy { $0 == 0xA5 })
    }

    @Test func jfifThumbnailIsRewrittenInPlace() throws {
        let head: [UInt8] = Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 40, 30]
        let (file, report) = try save([(0xE0, head + Self.picture(40, 30))])
        #expect(report.contains("made anew from the result: the JFIF thumbnail"), "\(report)")
        // The decoder takes the JFIF segment that the library of the test writes; ours is the one with pixels.
        let segment = try #require(JPEGContents(file).segments.last { $0.first == 0xE0 })
        #expect(segment.dropFirst().prefix(14).elementsEqual(head) && segment.count == 1 + 14 + 40 * 30 * 3)
        let expected = Self.picture(40, 30, withObject: false)
        // Away from the object the thumbnail is what it was, to rounding and the photo's own coding.
        let row = 29 * 40 * 3
        for column in 0..<40 { #expect(abs(Int(segment[15 + row + 3 * column]) - Int(expected[row + 3 * column])) < 8) }
        #expect(!holdsObject(file))
    }

    /// All places at once: nothing that can be carved out shows the object.
    @Test func objectIsInNoPictureOfTheFile() throws {
        let note = Array("maker".utf8) + Self.thumbnail
        let packet = "<x:xmpmeta><a b='\(Data(Self.thumbnail).base64EncodedString())'/></x:xmpmeta>"
        let resources = Array("8BIM".utf8) + [4, 12, 0, 0] + Self.number(Self.thumbnail.count + 28, false)
            + [UInt8](repeating: 0, count: 28) + Self.thumbnail + [0]
        let (file, report) = try save([
            (0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 40, 30] + Self.picture(40, 30)),
            (0xE0, Array("JFXX\0".utf8) + [0x13, 40, 30] + Self.picture(40, 30)),
            (0xE1, Array("Exif\0\0".utf8) + Self.exif(Self.thumbnail, note: note)),
            (0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8)),
            (0xED, Array("Photoshop 3.0\0".utf8) + resources), (0xE5, Array("maker".utf8) + Self.thumbnail),
        ], behind: Self.thumbnail)
        for name in ["made anew", "the EXIF thumbnail", "the JFIF thumbnail", "XMP", "Photoshop", "maker", "behind"] {
            #expect(report.contains(name), "\(report)")
        }
        #expect(!holdsObject(file) && !carved(file).contains(where: holdsObject))
        #expect(Data(file).range(of: Data("/9j/".utf8)) == nil)
    }

    /// Uncompressed strips (EXIF 2.32, 4.5.7) go wherever they lie, the header and the first directory stay.
    @Test func stripsBeforeTheFirstDirectoryGo() throws {
        let strip = Self.picture(20, 15), first = 8 + strip.count, second = first + 2 + 12 + 4
        var block: [UInt8] = [0x4D, 0x4D, 0, 42] + Self.number(first, false) + strip
        block += [0, 1] + Self.entry(0x0112, 3, 1, 1, false) + Self.number(second, false)
        block += [0, 2] + Self.entry(0x0111, 4, 1, 8, false) + Self.entry(0x0117, 4, 1, strip.count, false) + Self.number(0, false)
        let (file, report) = try save([(0xE1, Array("Exif\0\0".utf8) + block)])
        #expect(report.contains("removed what could show the old picture: the EXIF thumbnail"), "\(report)")
        #expect(!holdsObject(file))
        let segment = try #require(JPEGContents(file).segments.first { $0.first == 0xE1 })
        #expect(segment.dropFirst(7).prefix(8).elementsEqual(block.prefix(8)))
        #expect(segment.dropFirst(7).dropFirst(first).prefix(14).elementsEqual(block[first..<first + 14]))
        #expect(segment.count == 7 + block.count)
    }
}
