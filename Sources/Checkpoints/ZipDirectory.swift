import System

/// The entries of a zip file that are stored without compression, as PyTorch writes them.
///
/// Source: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 to 4.3.16, and 4.5.3 for sizes past 4 GiB.
struct ZipDirectory {
    /// Bytes of each entry in the file, by name.
    private(set) var entries: [String: Range<Int>] = [:]

    /// Nil where the bytes are not a whole zip file, or an entry is compressed or lies outside.
    init?(_ bytes: UnsafeRawBufferPointer) {
        func number(_ offset: Int, _ size: Int) -> Int? { bytes.number(at: offset, bytes: size, .littleEndian) }
        guard bytes.count >= 22,
            let end = (max(0, bytes.count - 22 - 65_535)...bytes.count - 22).last(where: { number($0, 4) == 0x0605_4b50 }),
            var count = number(end + 10, 2), var place = number(end + 16, 4)
        else { return nil }
        if place == 0xffff_ffff || count == 0xffff {
            guard number(end - 20, 4) == 0x0706_4b50, let wide = number(end - 12, 8), number(wide, 4) == 0x0606_4b50,
                let total = number(wide + 32, 8), let start = number(wide + 48, 8)
            else { return nil }
            (count, place) = (total, start)
        }
        for _ in 0..<min(count, 1 << 20) {
            guard number(place, 4) == 0x0201_4b50, number(place + 10, 2) == 0, var size = number(place + 24, 4),
                let nameLength = number(place + 28, 2), let extraLength = number(place + 30, 2),
                let commentLength = number(place + 32, 2), var local = number(place + 42, 4),
                number(place + 46 + nameLength + extraLength, 0) != nil
            else { return nil }
            let name = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
            // Zip64: fields that did not fit stand in the extra part, in the order size, compressed size, place.
            var extra = place + 46 + nameLength
            let extraEnd = extra + extraLength
            while extra + 4 <= extraEnd, let tag = number(extra, 2), let length = number(extra + 2, 2) {
                if tag == 1 {
                    var field = extra + 4
                    if size == 0xffff_ffff, let value = number(field, 8) { (size, field) = (value, field + 8) }
                    if number(place + 20, 4) == 0xffff_ffff { field += 8 }
                    if local == 0xffff_ffff, let value = number(field, 8) { local = value }
                }
                extra += 4 + length
            }
            guard number(local, 4) == 0x0403_4b50, let localName = number(local + 26, 2), let localExtra = number(local + 28, 2),
                size <= bytes.count - local - 30 - localName - localExtra
            else { return nil }
            let start = local + 30 + localName + localExtra
            entries[name] = start..<start + size
            place += 46 + nameLength + extraLength + commentLength
        }
    }
}
