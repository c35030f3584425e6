import System

extension EXIF {
    /// The value of an entry.
    enum Value {
        /// Without the zero behind it; UTF-8, as which programs read what is no ASCII.
        case text([UInt8])
        case number(Int)
        /// Of thousandths.
        case fraction(Double)

        fileprivate func stored(_ order: ByteOrder) -> (type: Int, count: Int, data: [UInt8]) {
            switch self {
            case .text(let text): (2, text.count + 1, text + [0])
            case .number(let number): (3, 1, [UInt8](number, bytes: 2, order))
            case .fraction(let number):
                (5, 1, [UInt8](Int((min(4_294_967, number) * 1000).rounded()), bytes: 4, order) + [UInt8](1000, bytes: 4, order))
            }
        }
    }

    /// `block`, or where that is nil a new one, with the values that its first directory lacks; nil where that cannot be followed.
    ///
    /// The directory goes to the end with them. All else stays where it is, also maker notes, which hold offsets of their own.
    static func adding(_ values: [Int: Value], to block: [UInt8]?) -> [UInt8]? {
        var exif = EXIF(block ?? Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0])
        guard let first = exif.directory(at: exif.firstDirectory) else { return nil }
        let missing = values.filter { tag, _ in !first.entries.contains { $0.tag == tag } }
        guard !missing.isEmpty else { return block }
        var entries = first.entries.map { (tag: $0.tag, bytes: Array(exif.bytes[$0.position..<$0.position + 12])) }
        for (tag, value) in missing.sorted(by: { $0.key < $1.key }) {
            let (type, count, data) = value.stored(exif.order)
            let field = data.count > 4 ? [UInt8](exif.append(data), bytes: 4, exif.order) : data + [UInt8](repeating: 0, count: 4 - data.count)
            let head = [(tag, 2), (type, 2), (count, 4)].flatMap { [UInt8]($0, bytes: $1, exif.order) }
            entries.append((tag, head + field))
        }
        let sorted = entries.sorted { $0.tag < $1.tag }.flatMap(\.bytes)
        let directory = [UInt8](entries.count, bytes: 2, exif.order) + sorted + [UInt8](first.next, bytes: 4, exif.order)
        exif.store(exif.append(directory), at: 4)
        return exif.bytes
    }

    /// Puts data at an even place behind the block; where that is.
    private mutating func append(_ data: [UInt8]) -> Int {
        if bytes.count % 2 == 1 { bytes.append(0) }
        bytes += data
        return bytes.count - data.count
    }
}
