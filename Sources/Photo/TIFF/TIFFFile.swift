#if TIFF
import System

/// The bytes of a TIFF file, classic or BigTIFF, and the directories in them (TIFF 6.0, section 2; BigTIFF by Adobe's design note).
///
/// They are changed in place, so that all of which nothing is known stays where it is.
struct TIFFFile {
    var bytes: [UInt8]
    let order: ByteOrder
    let isBig: Bool

    /// A directory: where it begins, its entries, and where the link to the next one lies.
    struct Directory {
        let position: Int
        var entries: [Entry]
        let link: Int

        subscript(tag: Int) -> Entry? { entries.first { $0.tag == tag } }
    }

    /// An entry, and where it lies.
    struct Entry {
        let position, tag, type, count: Int
        /// Bytes of a value; 0 where the type is unknown.
        var size: Int { TIFFFile.size(ofType: type) }
    }

    /// By the number of the type: BYTE, ASCII, SHORT, LONG, RATIONAL, their signed forms, FLOAT, DOUBLE, IFD, and those of BigTIFF.
    private static let typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
    static func size(ofType type: Int) -> Int { typeSizes.indices.contains(type) ? typeSizes[type] : 0 }

    private static let wholeNumbers: Set = [1, 3, 4, 6, 8, 9, 13, 16, 17, 18]
    static let short = 3, long = 4, long8 = 16

    /// nil where the bytes are those of no TIFF file.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 8, bytes.starts(with: "II".utf8) || bytes.starts(with: "MM".utf8) else { return nil }
        order = bytes[0] == UInt8(ascii: "I") ? .littleEndian : .bigEndian
        let version = bytes.number(at: 2, bytes: 2, order)!
        guard version == 42 || version == 43 && bytes.count >= 16 else { return nil }
        isBig = version == 43
        self.bytes = bytes
    }

    /// Bytes of an offset, of an entry, and of the number of entries.
    private var offsetSize: Int { isBig ? 8 : 4 }
    private var entrySize: Int { isBig ? 20 : 12 }
    private var countSize: Int { isBig ? 8 : 2 }

    func number(_ position: Int, _ count: Int) -> Int? { bytes.number(at: position, bytes: count, order) }

    mutating func store(_ number: Int, at position: Int, bytes count: Int) {
        bytes.replaceSubrange(position..<position + count, with: [UInt8](number, bytes: count, order))
    }

    /// Where the first directory's offset lies.
    var firstLink: Int { isBig ? 8 : 4 }
    var headerSize: Int { isBig ? 16 : 8 }

    /// The directory at `position`; nil where it does not fit.
    func directory(at position: Int) -> Directory? {
        guard position >= headerSize, let count = number(position, countSize), count > 0 else { return nil }
        let first = position + countSize
        guard count <= (bytes.count - first) / entrySize, first + count * entrySize + offsetSize <= bytes.count else { return nil }
        let entries = (0..<count).map { index in
            let start = first + index * entrySize
            return Entry(position: start, tag: number(start, 2)!, type: number(start + 2, 2)!, count: number(start + 4, offsetSize) ?? 0)
        }
        return Directory(position: position, entries: entries, link: first + count * entrySize)
    }

    /// All of a directory but the values that lie elsewhere.
    func extent(of directory: Directory) -> Range<Int> { directory.position..<directory.link + offsetSize }

    func target(ofLink link: Int) -> Int { number(link, offsetSize) ?? 0 }

    /// Where the value of an entry lies that points elsewhere, else its first 4 or 8 bytes.
    private func field(_ entry: Entry) -> Int { entry.position + 4 + offsetSize }

    func isInline(_ entry: Entry) -> Bool { entry.size > 0 && entry.count <= offsetSize / entry.size }

    /// Where the values of `entry` lie; empty where they do not fit into the file, or the type is unknown.
    func place(of entry: Entry) -> Range<Int> {
        guard entry.size > 0, entry.count > 0, entry.count <= bytes.count / entry.size else { return 0..<0 }
        let start = isInline(entry) ? field(entry) : target(ofLink: field(entry)), length = entry.count * entry.size
        return start <= bytes.count - length ? start..<start + length : 0..<0
    }

    func data(of entry: Entry) -> [UInt8] { Array(bytes[place(of: entry)]) }

    /// The values of an entry of whole numbers, which are taken as unsigned; none where it is another.
    func numbers(_ entry: Entry) -> [Int] {
        guard Self.wholeNumbers.contains(entry.type) else { return [] }
        let place = place(of: entry)
        return stride(from: place.lowerBound, to: place.upperBound, by: entry.size).map { number($0, entry.size) ?? 0 }
    }

    func number(_ tag: Int, of directory: Directory) -> Int? { directory[tag].flatMap { numbers($0).first } }

    /// Puts data of any length behind the file, at an even place, which it returns.
    mutating func append(_ data: [UInt8]) -> Int {
        if bytes.count % 2 == 1 { bytes.append(0) }
        bytes += data
        return bytes.count - data.count
    }

    /// Sets the numbers of an entry, as many as there are: in their place where they fit, else behind the file.
    mutating func set(_ numbers: [Int], of entry: Entry) {
        let place = place(of: entry)
        guard let largest = numbers.max(), numbers.count == entry.count, place.count == entry.count * entry.size else { return }
        if entry.size == 8 || largest < 1 << (8 * entry.size) {
            for (index, number) in numbers.enumerated() { store(number, at: place.lowerBound + index * entry.size, bytes: entry.size) }
            return
        }
        store(Self.long, at: entry.position + 2, bytes: 2)
        let data = numbers.flatMap { [UInt8]($0, bytes: 4, order) }
        if data.count <= offsetSize {
            bytes.replaceSubrange(field(entry)..<field(entry) + data.count, with: data)
        } else {
            store(append(data), at: field(entry), bytes: offsetSize)
        }
    }

    /// Puts `data`, no longer than what an entry of single bytes has, in its place, with zeros behind it.
    mutating func shorten(_ entry: Entry, to data: [UInt8]) {
        let place = place(of: entry)
        precondition(entry.size == 1 && data.count <= place.count)
        bytes.replaceSubrange(place, with: data + [UInt8](repeating: 0, count: place.count - data.count))
        if isInline(entry) == (data.count <= offsetSize) { store(data.count, at: entry.position + 4, bytes: offsetSize) }
    }
}
#endif
