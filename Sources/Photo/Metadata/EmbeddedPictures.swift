import System

/// Looks for pictures inside other data: previews that makers put where no standard says.
enum EmbeddedPictures {
    /// Bytes in which no picture has room that shows anything: 18 x 18 pixels of three samples.
    static let leastRoom = 1024

    /// Where files of JPEG, PNG and ETC1 (PKM) lie in `bytes`; one that does not end goes to the end of the data.
    static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        bytes.withUnsafeBufferPointer { bytes in
            var found: [Range<Int>] = []
            var position = 0, jpeg = JPEGFinder(bytes)
            while position + 4 < bytes.count {
                if let end = jpeg.end(from: position) ?? pngEnd(bytes, from: position) ?? etcEnd(bytes, from: position) {
                    found.append(position..<end)
                    position = end
                } else {
                    position += 1
                }
            }
            return found
        }
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
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "+/=&#; \t\n\r".utf8.contains(byte)
        }
    }

    private static func pngEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard bytes[start] == 0x89, bytes[start...].starts(with: FileSignature.png) else { return nil }
        let trailer = Array("IEND".utf8)
        var position = start
        while position + 8 <= bytes.count {
            if bytes[position] == trailer[0] && bytes[position..<position + 4].elementsEqual(trailer) { return position + 8 }
            position += 1
        }
        return bytes.count
    }

    /// The end of an ETC1 picture: a head of 16 bytes with the sides, padded to fours, and 8 bytes for each 4 x 4 pixels
    /// (Khronos data format specification, 20; the head is that of Android's etc1tool).
    private static func etcEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard bytes[start] == UInt8(ascii: "P"), bytes.count - start >= 16, bytes[start...].starts(with: "PKM 10".utf8) else { return nil }
        guard let width = bytes.number(at: start + 8, bytes: 2, .bigEndian), let height = bytes.number(at: start + 10, bytes: 2, .bigEndian)
        else { return nil }
        return min(bytes.count, start + 16 + width * height / 2)
    }
}
