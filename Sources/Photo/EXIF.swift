/// An EXIF block: a TIFF structure of directories (EXIF 2.32, section 4.5; TIFF 6.0, section 2).
///
/// It is changed in place only, so that maker notes, which hold offsets of their own, stay where they are.
struct EXIF {
    /// From the TIFF header on.
    var bytes: [UInt8]
    let isLittleEndian: Bool

    enum Tag {
        static let stripOffsets = 0x0111, orientation = 0x0112, stripByteCounts = 0x0117
        static let tileOffsets = 0x0144, furtherDirectories = 0x014A
        static let thumbnailOffset = 0x0201, thumbnailLength = 0x0202
    }

    /// A directory entry: where its 12 bytes are, and what they say.
    struct Entry {
        let position, tag, type, count: Int
        /// Bytes of all values.
        var length: Int { EXIF.typeSizes.indices.contains(type) ? EXIF.typeSizes[type] * count : 0 }
    }

    private static let typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        isLittleEndian = bytes.first == UInt8(ascii: "I")
    }

    var orientation: Orientation? { orientationEntry.flatMap { Orientation(value($0, at: 0)) } }

    /// Says that the picture is upright. A block that says nothing is left.
    mutating func resetOrientation() {
        guard let entry = orientationEntry, entry.type == 3 else { return }
        bytes[entry.position + 8] = isLittleEndian ? 1 : 0
        bytes[entry.position + 9] = isLittleEndian ? 0 : 1
    }

    private var orientationEntry: Entry? {
        directory(at: firstDirectory)?.entries.first { $0.tag == Tag.orientation && $0.count == 1 }
    }

    /// Blanks the directories behind the first (the thumbnail's) with all that they point at, and the link to them;
    /// whether there was one.
    mutating func removeThumbnail() -> Bool {
        guard let first = directory(at: firstDirectory), first.next != 0 else { return false }
        blank(first.link..<first.link + 4)
        blankDirectories(from: first.next, sparing: [0..<8, firstDirectory..<first.link + 4])
        return true
    }

    /// Blanks the directory at `start` and those behind it, with all that they point at.
    mutating func blankDirectories(from start: Int, sparing kept: [Range<Int>]) {
        var next = start
        var visited: Set<Int> = []
        // Cameras write one further directory; a hostile file could chain thousands, each with as many entries.
        while next != 0, visited.count < 16, visited.insert(next).inserted, let thumbnail = directory(at: next) {
            for entry in thumbnail.entries.prefix(64) { blank(contents(of: entry, in: thumbnail.entries), sparing: kept) }
            blank(next..<thumbnail.link + 4, sparing: kept)
            next = thumbnail.next
        }
    }

    /// Where the values of `entry` lie, or the samples that they point at.
    private func contents(of entry: Entry, in entries: [Entry]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        if entry.length > 4 {
            let offset = number(at: entry.position + 8, bytes: 4)
            ranges.append(offset..<offset + entry.length)
        }
        let lengthTag = entry.tag == Tag.thumbnailOffset ? Tag.thumbnailLength : Tag.stripByteCounts
        if entry.tag == Tag.thumbnailOffset || entry.tag == Tag.stripOffsets,
            let lengths = entries.first(where: { $0.tag == lengthTag }) {
            for index in 0..<min(entry.count, lengths.count, 256) {
                let offset = value(entry, at: index)
                ranges.append(offset..<offset + value(lengths, at: index))
            }
        }
        return ranges
    }

    private mutating func blank(_ ranges: [Range<Int>], sparing kept: [Range<Int>]) {
        for range in ranges { blank(range, sparing: kept) }
    }

    mutating func blank(_ range: Range<Int>, sparing kept: [Range<Int>] = []) {
        for index in range.clamped(to: 0..<bytes.count) where !kept.contains(where: { $0.contains(index) }) { bytes[index] = 0 }
    }

    var firstDirectory: Int {
        guard bytes.starts(with: [0x49, 0x49, 42, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 42]) else { return 0 }
        return number(at: 4, bytes: 4)
    }

    /// The entries of the directory at `offset`, the place of the link to the next one, and the link; nil where it does
    /// not fit.
    func directory(at offset: Int) -> (entries: [Entry], link: Int, next: Int)? {
        guard offset >= 8, offset + 2 <= bytes.count else { return nil }
        let count = number(at: offset, bytes: 2), link = offset + 2 + 12 * count
        guard link <= bytes.count else { return nil }
        let entries = (0..<count).map { index in
            let position = offset + 2 + 12 * index
            return Entry(
                position: position, tag: number(at: position, bytes: 2), type: number(at: position + 2, bytes: 2),
                count: number(at: position + 4, bytes: 4))
        }
        return (entries, link, link + 4 <= bytes.count ? number(at: link, bytes: 4) : 0)
    }

    /// Value `index` of an entry of unsigned numbers; 0 where it is none or does not fit.
    func value(_ entry: Entry, at index: Int) -> Int {
        guard [1, 3, 4].contains(entry.type), index < entry.count else { return 0 }
        let size = Self.typeSizes[entry.type]
        let start = entry.length > 4 ? number(at: entry.position + 8, bytes: 4) : entry.position + 8
        return number(at: start + index * size, bytes: size)
    }

    /// The unsigned number at `position`, 0 beyond the end.
    func number(at position: Int, bytes count: Int) -> Int {
        guard position >= 0, position + count <= bytes.count else { return 0 }
        return (0..<count).reduce(0) { sum, index in
            sum << 8 | Int(bytes[position + (isLittleEndian ? count - 1 - index : index)])
        }
    }
}
