import System

/// The index of the pictures in a JPEG file (CIPA DC-007, multi-picture format): here the photo and its gain map.
enum MultiPictureIndex {
    private static let prefix = Array(MetadataHeading.pictureIndex.utf8)
    /// Where the directory's two entries of 16 bytes lie behind the prefix: behind its head, three fields and a link.
    private static let entries = 8 + 2 + 3 * 12 + 4
    /// That a picture is the one to be shown (5.2.3.3.1).
    private static let primary = 0x0003_0000

    /// - Parameters:
    ///   - size: bytes of the photo, and of its gain map.
    ///   - position: where the segment begins in the file.
    static func segment(_ size: (photo: Int, map: Int), at position: Int) -> JPEGSegment {
        func number(_ value: Int, _ count: Int = 4) -> [UInt8] { [UInt8](value, bytes: count, .bigEndian) }
        func field(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] { number(tag, 2) + number(type, 2) + number(count) + value }
        // The places of pictures count from the head, which is behind the marker, the length and the prefix.
        let place = size.photo - (position + 4 + prefix.count)
        let fields = field(0xB000, 7, 4, Array("0100".utf8)) + field(0xB001, 4, 1, number(2)) + field(0xB002, 7, 32, number(entries))
        let pictures = number(primary) + number(size.photo) + number(0) + number(0) + number(0) + number(size.map) + number(place) + number(0)
        let head = Array("MM".utf8) + [0, 42] + number(8)
        return JPEGSegment(marker: 0xE2, payload: prefix + head + number(3, 2) + fields + number(0) + pictures)
    }
}
