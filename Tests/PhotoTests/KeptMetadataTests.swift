import CPNG
import Foundation
import Photo
import Support
import Testing

/// What is no picture stays where pictures go: maker notes with numbers that look like one, captions behind the picture, and
/// blocks in the texts of a PNG.
@Suite struct KeptMetadataTests {
    private func number(_ value: Int) -> [UInt8] { RedObject.number(value) }

    private func exif(_ note: [UInt8]) -> [UInt8] {
        [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1] + RedObject.entry(0x927C, 7, note.count, 26) + number(0) + note
    }

    /// Three bytes of a JPEG file and a length, of which the second leads to another length: numbers, as in a matrix of signed
    /// values, and then an end marker far behind.
    @Test(
        arguments: [
            [0xFF, 0xD8, 0xFF, 0xC6, 0xFF, 0x10], [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xE1, 0, 4, 0, 0],
            [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 9, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0],
            [0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0],
        ] as [[UInt8]])
    func numbersThatLookLikeAPicture(numbers: [UInt8]) throws {
        let note = numbers + [UInt8](repeating: 5, count: 300) + [0xFF, 0xD9] + [7, 7, 7], block = exif(note)
        let (file, report) = try RedObject.save(without: RedObject.jpeg([(0xE1, Array("Exif\0\0".utf8) + block)]), name: "a.jpg")
        #expect(JPEGContents(file).segments.first { $0.first == 0xE1 }?.dropFirst(7).elementsEqual(block) == true)
        #expect(!report.contains("removed"), "\(report)")
    }

    /// A preview without an end takes the rest of its own value along, but none of what comes behind it.
    @Test func previewWithoutEndSparesOtherValues() throws {
        let preview = JPEGKind(name: "").encode(RedObject.picture(80, 60), width: 80, height: 60).dropLast(2), name = Array("A maker's name\0".utf8)
        let first = 8 + 2 + 24 + 4
        let block: [UInt8] =
            [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2] + RedObject.entry(0x010F, 2, name.count, first + preview.count)
            + RedObject.entry(0x927C, 7, preview.count, first) + number(0) + preview + name + [0xFF, 0xD9]
        let (file, report) = try RedObject.save(without: RedObject.jpeg([(0xE1, Array("Exif\0\0".utf8) + block)]), name: "a.jpg")
        let saved = try #require(JPEGContents(file).segments.first { $0.first == 0xE1 }).dropFirst(7)
        #expect(report.contains("pictures in EXIF") && !RedObject.isIn(file), "\(report)")
        #expect(
            saved.prefix(first).elementsEqual(block.prefix(first)) && saved.dropFirst(first + preview.count).prefix(name.count).elementsEqual(name))
    }

    /// Unknown data that no picture has room in, text of any length, and data of known kinds stay.
    @Test func segmentsWithoutPictures() throws {
        let segments: [(marker: UInt8, payload: [UInt8])] = [
            (0xE7, Noise.bytes(600, seed: 1)), (0xE9, Array(String(repeating: "{\"key\": \"Wert f\u{FC}r\"}\n", count: 900).utf8)),
            (0xE6, Array("GoPro\0".utf8) + Noise.bytes(5000, seed: 2)), (0xFE, Array(String(repeating: "caption ", count: 500).utf8)),
        ]
        let (file, report) = try RedObject.save(without: RedObject.jpeg(segments), name: "a.jpg")
        let saved = JPEGContents(file).segments
        for segment in segments { #expect(saved.contains([segment.marker] + segment.payload)) }
        #expect(!report.contains("removed"), "\(report)")
    }

    private static let caption: [UInt8] = [0x1C, 2, 120, 0, 12] + Array("A dog, later".utf8)
    private static let preview = JPEGKind(name: "").encode(RedObject.picture(80, 60), width: 80, height: 60)

    private func fotoStation(_ kind: UInt8, _ data: [UInt8]) -> [UInt8] { data + [0, kind] + number(data.count + 10) + [0xA1, 0xB2, 0xC3, 0xD4] }
    private var photoMechanic: [UInt8] { Self.caption + number(Self.caption.count) + Array("cbipcbbl".utf8) }

    /// A directory at `start` of a file, with the offset that its tail names.
    private func directory(at start: Int, _ entries: [(name: String, data: [UInt8])]) -> [UInt8] {
        var bytes = Array("AXS!".utf8) + [1, 0, 0, UInt8(entries.count), 0, 0, 0, 0], place = start + 12 + 12 * entries.count
        for entry in entries {
            bytes += Array(entry.name.utf8) + number(entry.data.count) + number(place)
            place += entry.data.count
        }
        return bytes + entries.flatMap(\.data) + Array("AXS!".utf8) + number(start) + [9, 9, 9, 9]
    }

    @Test func captionsBehindThePicture() throws {
        let picture = RedObject.jpeg([])
        let kept = fotoStation(1, Self.caption) + fotoStation(2, [UInt8](repeating: 3, count: 84)) + photoMechanic
        let withPictures = picture + fotoStation(4, Self.preview) + kept
        let text = (name: "TEXT", data: Array("A caption".utf8)), iptc = (name: "IPTC", data: Self.caption)
        let source = withPictures + directory(at: withPictures.count, [iptc, ("Nail", Self.preview), text])
        let (file, report) = try RedObject.save(without: source, name: "a.jpg")
        #expect(report.contains("removed what could show the old picture: previews behind the picture"), "\(report)")
        #expect(!RedObject.isIn(file))
        // The offsets are those of the new file.
        let end = try #require(file.indices.dropLast().last { file[$0] == 0xFF && file[$0 + 1] == 0xD9 }) + 2
        #expect(file[end...].elementsEqual(kept + directory(at: end + kept.count, [iptc, text])))
    }

    @Test func captionsAloneStayInSilence() throws {
        let (file, report) = try RedObject.save(without: RedObject.jpeg([]) + photoMechanic, name: "a.jpg")
        #expect(file.suffix(photoMechanic.count).elementsEqual(photoMechanic) && !report.contains("removed"), "\(report)")
    }

    @Test func dataBehindCaptionsGoes() throws {
        let (file, report) = try RedObject.save(without: RedObject.jpeg([]) + photoMechanic + [1, 2, 3], name: "a.jpg")
        #expect(file.suffix(2) == [0xFF, 0xD9] && report.contains("data behind the picture"), "\(report)")
    }

    /// A block of EXIF in hexadecimal digits loses its thumbnail and no more, and is written as it was.
    @Test(arguments: ["tEXt", "zTXt"]) func rawProfileLosesItsThumbnail(type: String) throws {
        let block = HidingPlace.directories(picture: Self.preview, compressed: true)
        func profile(_ block: [UInt8]) -> [UInt8] {
            let bytes = Array("Exif\0\0".utf8) + block
            let digits = stride(from: 0, to: bytes.count, by: 36).map { start in
                bytes[start..<min(bytes.count, start + 36)].map { String(format: "%02x", $0) }.joined() + "\n"
            }
            return Array("\nexif\n\(String(format: "%8d", bytes.count))\n\(digits.joined())".utf8)
        }
        func payload(_ block: [UInt8]) -> [UInt8] {
            Array("Raw profile type exif\0".utf8) + (type == "zTXt" ? [0] + PNGFile.deflated(profile(block)) : profile(block))
        }
        let (file, report) = try RedObject.save(without: HidingPlace.png(type, payload(block)), name: "a.png")
        var expected = block
        // The first directory's link, the second directory and the thumbnail.
        for index in 22..<block.count { expected[index] = 0 }
        #expect(Data(file).range(of: Data(Array(type.utf8) + payload(expected))) != nil)
        #expect(report.contains("pictures in a raw profile") && !RedObject.isIn(file), "\(report)")
    }
}
