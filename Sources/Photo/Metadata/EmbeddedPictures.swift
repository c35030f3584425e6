/// Looks for pictures inside other data: previews that makers put where no standard says.
enum EmbeddedPictures {
    /// Where JPEG and PNG files lie in `bytes`; one that does not end goes to the end of the data.
    static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        while position + 4 < bytes.count {
            if let end = jpegEnd(bytes, from: position) ?? pngEnd(bytes, from: position) {
                found.append(position..<end)
                position = end
            } else {
                position += 1
            }
        }
        return found
    }

    /// Where base64 text begins like a picture, line breaks and their entities included.
    static func encodedRanges(in text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        while position < text.count {
            guard encodedStarts.contains(where: { text[position] == $0[0] && text[position...].starts(with: $0) }) else {
                position += 1
                continue
            }
            let end = text[position...].firstIndex { !isEncoding($0) } ?? text.count
            // A short run is text that only looks like it.
            if end - position >= 64 { found.append(position..<end) }
            position = end
        }
        return found
    }

    /// Whether there is a picture in either form.
    static func isIn(_ bytes: [UInt8]) -> Bool { !ranges(in: bytes).isEmpty || !encodedRanges(in: bytes).isEmpty }

    /// Blanks them in place; whether there was one.
    static func blank(in bytes: inout [UInt8]) -> Bool {
        let ranges = ranges(in: bytes), encoded = encodedRanges(in: bytes)
        for range in ranges { for index in range { bytes[index] = 0 } }
        for range in encoded { for index in range { bytes[index] = UInt8(ascii: " ") } }
        return !ranges.isEmpty || !encoded.isEmpty
    }

    /// How a JPEG and a PNG file begin in base64.
    private static let encodedStarts = [Array("/9j/".utf8), Array("iVBORw0KGgo".utf8)]

    private static func isEncoding(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "+/=&#; \t\n\r".utf8.contains(byte)
        }
    }

    /// The end of a JPEG file that starts at `start`: two marker segments in a row, the last as far as it goes, tell it
    /// from chance.
    private static func jpegEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        guard bytes[start] == 0xFF, bytes[start + 1] == 0xD8, bytes[start + 2] == 0xFF else { return nil }
        var position = start + 2, segments = 0
        while position + 4 <= bytes.count, bytes[position] == 0xFF, bytes[position + 1] >= 0xC0 {
            let marker = bytes[position + 1]
            guard !(0xD0...0xD9).contains(marker) else { break }
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            guard length >= 2 else { break }
            segments += 1
            position += 2 + length
            if marker == 0xDA { return end(bytes, from: position) }
        }
        return position >= bytes.count && segments > 0 || segments > 1 ? end(bytes, from: position) : nil
    }

    /// Behind the end marker, or the end of the data.
    private static func end(_ bytes: [UInt8], from start: Int) -> Int {
        var position = start
        while position + 1 < bytes.count {
            if bytes[position] == 0xFF && bytes[position + 1] == 0xD9 { return position + 2 }
            position += 1
        }
        return bytes.count
    }

    private static func pngEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        guard bytes[start] == 0x89, bytes[start...].starts(with: PNGChunks.signature) else { return nil }
        let trailer = Array("IEND".utf8)
        var position = start
        while position + 8 <= bytes.count {
            if bytes[position] == trailer[0] && bytes[position..<position + 4].elementsEqual(trailer) { return position + 8 }
            position += 1
        }
        return bytes.count
    }
}
