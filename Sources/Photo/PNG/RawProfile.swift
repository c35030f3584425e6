/// A block of metadata in the text of a PNG chunk, as ImageMagick writes it under "Raw profile type NAME": a line break, the
/// name, a line break, the number of bytes, and lines of 72 hexadecimal digits.
struct RawProfile {
    let name: String
    var bytes: [UInt8]

    /// Its name as ImageMagick writes it; ExifTool's are "IPTC profile" and the like.
    var kind: String {
        let words = name.lowercased()
        return words.hasSuffix(" profile") ? String(words.dropLast(8)) : words
    }

    static let keyword = "Raw profile type "

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Nil where `text` is none.
    init?(_ text: [UInt8]) {
        let lines = text.drop { $0 == Self.lineBreak }.split(separator: Self.lineBreak, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3, let count = Int(String(decoding: lines[1], as: UTF8.self).filter { $0 != " " }) else { return nil }
        let digits = lines[2].compactMap(Self.digit)
        guard count >= 0, digits.count >= 2 * count else { return nil }
        name = String(decoding: lines[0], as: UTF8.self)
        bytes = (0..<count).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
    }

    var text: [UInt8] {
        let length = String(bytes.count), padding = String(repeating: " ", count: max(0, 8 - length.count))
        var text = Array("\n\(name)\n\(padding)\(length)\n".utf8)
        text.reserveCapacity(text.count + 2 * bytes.count + bytes.count / 36 + 2)
        let digits = Array("0123456789abcdef".utf8)
        for (index, byte) in bytes.enumerated() {
            text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            if index % 36 == 35 { text.append(Self.lineBreak) }
        }
        if text.last != Self.lineBreak { text.append(Self.lineBreak) }
        return text
    }

    private static let lineBreak = UInt8(ascii: "\n")

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): (character | 0x20) - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Blanks or takes out pictures by the rules of the block's kind; whether there were any.
    mutating func removePictures() -> Bool {
        let before = bytes
        for heading in [MetadataHeading.exif, MetadataHeading.xmp] where bytes.starts(with: heading.utf8) {
            let block = Array(bytes.dropFirst(heading.utf8.count))
            let kept = heading == MetadataHeading.exif ? EXIF.withoutPictures(block) : XMP.withoutPictures(block)
            bytes.replaceSubrange(heading.utf8.count..., with: kept ?? block)
        }
        switch kind {
        case "8bim", "iptc":
            // Photoshop's resources, with or without the heading that they have in JPEG.
            let start = bytes.starts(with: MetadataHeading.photoshop.utf8) ? MetadataHeading.photoshop.utf8.count : 0
            if let kept = PhotoshopResources.withoutPictures(Array(bytes[start...])) { bytes.replaceSubrange(start..., with: kept) }
        case "xmp": bytes = XMP.withoutPictures(bytes) ?? bytes
        default: _ = EmbeddedPictures.blank(in: &bytes)
        }
        return bytes != before
    }

    /// Where XMP begins in the block; nil where it is something else.
    private var xmpStart: Int? {
        if bytes.starts(with: MetadataHeading.xmp.utf8) { return MetadataHeading.xmp.utf8.count }
        return kind == "xmp" ? 0 : nil
    }

    /// Takes out faces of which `isRemoved` is true; how many.
    mutating func removeFaces(_ isRemoved: XMP.FaceTest) -> Int {
        guard let start = xmpStart, let (packet, count) = XMP.withoutFaces(Array(bytes[start...]), isRemoved) else { return 0 }
        bytes.replaceSubrange(start..., with: packet)
        return count
    }
}
