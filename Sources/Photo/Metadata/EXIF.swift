import System

/// An EXIF block: a TIFF structure of directories (EXIF 2.32, section 4.5; TIFF 6.0, section 2).
///
/// It is changed in place only, so that maker notes, which hold offsets of their own, stay where they are.
struct EXIF {
    /// From the TIFF header on.
    var bytes: [UInt8]
    let order: ByteOrder

    enum Tag {
        static let width = 0x0100, height = 0x0101, pixelWidth = 0xA002, pixelHeight = 0xA003
        static let stripOffsets = 0x0111, orientation = 0x0112, stripByteCounts = 0x0117
        static let description = 0x010E, software = 0x0131, artist = 0x013B, copyright = 0x8298
        static let resolution = 0x011A, verticalResolution = 0x011B, resolutionUnit = 0x0128
        static let tileOffsets = 0x0144, tileByteCounts = 0x0145, furtherDirectories = 0x014A
        static let thumbnailOffset = 0x0201, thumbnailLength = 0x0202
        /// The directories of EXIF, GPS and interoperability.
        static let directories = [0x8769, 0x8825, 0xA005]
        static let makerNote = 0x927C
        /// What GDI+ puts into the first directory.
        static let thumbnailData = 0x501B
    }

    /// A directory: where it begins, its entries, where the link to the next one lies behind them, and the link, 0 where
    /// there is none.
    struct Directory {
        let position: Int
        let entries: [Entry]
        let link, next: Int
    }

    /// A directory entry: where its 12 bytes are, and what they say.
    struct Entry {
        let position, tag, type, count: Int
        /// Bytes of all values.
        var length: Int { EXIF.typeSizes.indices.contains(type) ? EXIF.typeSizes[type] * count : 0 }
    }

    private static let typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
    /// BYTE, SHORT and LONG, and their signed forms, as which some programs store what is never negative.
    private static let wholeNumbers: Set = [1, 3, 4, 6, 8, 9]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        order = bytes.first == UInt8(ascii: "I") ? .littleEndian : .bigEndian
    }

    var orientation: Orientation? { orientationEntry.flatMap { Orientation(value($0, at: 0)) } }

    /// Says that the picture, which lay as `orientation` says, is upright, with its sides turned where need be. A block that
    /// says nothing is left.
    mutating func resetOrientation() {
        guard let entry = orientationEntry else { return }
        let isTransposed = orientation?.isTransposed == true
        store(1, at: entry.position + 8, bytes: Self.typeSizes[entry.type])
        guard isTransposed else { return }
        for (width, height) in [Tag.width: Tag.height, Tag.pixelWidth: Tag.pixelHeight] {
            guard let first = entryOfPhoto(width), let second = entryOfPhoto(height) else { continue }
            // Type, count and value or offset change places, the tags stay.
            for byte in 2..<12 { bytes.swapAt(first.position + byte, second.position + byte) }
        }
    }

    /// The whole number of a tag of the first directory, and the fraction of one; nil where there is none.
    func number(_ tag: Int) -> Int? { firstEntry(tag).flatMap { Self.wholeNumbers.contains($0.type) ? value($0, at: 0) : nil } }

    func fraction(_ tag: Int) -> Double? {
        guard let entry = firstEntry(tag), entry.type == 5, entry.count == 1, let place = place(of: entry) else { return nil }
        return Double(number(at: place.lowerBound, bytes: 4)) / Double(number(at: place.lowerBound + 4, bytes: 4))
    }

    /// The text of a tag of the first directory, without the zeros behind it; nil where there is none.
    func text(_ tag: Int) -> [UInt8]? {
        guard let entry = firstEntry(tag), entry.type == 2 else { return nil }
        let place = place(of: entry) ?? entry.position + 8..<entry.position + 8 + entry.length
        return Array(bytes[place.clamped(to: bytes.indices)].prefix { $0 != 0 })
    }

    private func firstEntry(_ tag: Int) -> Entry? { directory(at: firstDirectory)?.entries.first { $0.tag == tag } }

    private var orientationEntry: Entry? {
        directory(at: firstDirectory)?.entries.first { $0.tag == Tag.orientation && $0.count == 1 && Self.wholeNumbers.contains($0.type) }
    }

    /// The first entry of this tag in a directory of the photo's own.
    private func entryOfPhoto(_ tag: Int) -> Entry? {
        photoDirectories.lazy.flatMap(\.entries).first { $0.tag == tag }
    }

    /// The first directory and those below it that describe the photo: EXIF's, GPS's and that of interoperability.
    var photoDirectories: [Directory] {
        var found: [Directory] = [], pending = [firstDirectory]
        // There are four, and a hostile file could lead in circles.
        while found.count < 4, let position = pending.popLast() {
            guard !found.contains(where: { $0.position == position }), let directory = directory(at: position) else { continue }
            found.append(directory)
            pending += directory.entries.filter { Tag.directories.contains($0.tag) }.map { value($0, at: 0) }
        }
        return found
    }

    var firstDirectory: Int {
        guard bytes.starts(with: [0x49, 0x49, 42, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 42]) else { return 0 }
        return number(at: 4, bytes: 4)
    }

    /// The directory at `offset`; nil where it does not fit.
    func directory(at offset: Int) -> Directory? {
        guard offset >= 8, offset + 2 <= bytes.count else { return nil }
        let count = number(at: offset, bytes: 2), link = offset + 2 + 12 * count
        guard link <= bytes.count else { return nil }
        let entries = (0..<count).map { index in
            let position = offset + 2 + 12 * index
            return Entry(
                position: position, tag: number(at: position, bytes: 2), type: number(at: position + 2, bytes: 2),
                count: number(at: position + 4, bytes: 4))
        }
        return Directory(position: offset, entries: entries, link: link, next: number(at: link, bytes: 4))
    }

    /// Where the values of `entry` lie, nil where they are in the entry itself.
    func place(of entry: Entry) -> Range<Int>? {
        guard entry.length > 4 else { return nil }
        let offset = number(at: entry.position + 8, bytes: 4)
        return offset..<offset + entry.length
    }

    /// Value `index` of an entry of whole numbers, taken as unsigned; 0 where it is none or does not fit.
    func value(_ entry: Entry, at index: Int) -> Int {
        guard Self.wholeNumbers.contains(entry.type), index < entry.count else { return 0 }
        let size = Self.typeSizes[entry.type]
        let start = entry.length > 4 ? number(at: entry.position + 8, bytes: 4) : entry.position + 8
        return number(at: start + index * size, bytes: size)
    }

    /// The unsigned number at `position`, 0 beyond the end.
    func number(at position: Int, bytes count: Int) -> Int { bytes.number(at: position, bytes: count, order) ?? 0 }

    /// Writes an unsigned number at `position`, which must be inside.
    mutating func store(_ number: Int, at position: Int, bytes count: Int = 4) {
        bytes.replaceSubrange(position..<position + count, with: [UInt8](number, bytes: count, order))
    }
}
