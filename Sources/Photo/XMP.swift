/// An XMP packet: RDF in XML. Only what may show the old picture is taken out; the rest stays to the byte.
enum XMP {
    /// Elements and attributes that hold pictures, or speak of pictures outside the packet that are not kept.
    private static let unwantedNames = ["xmp:Thumbnails", "xap:Thumbnails", "xmpNote:HasExtendedXMP"]
    private static let unwantedPrefixes = [
        "xmpGImg:", "xapGImg:", "GDepth:", "GImage:", "hdrgm:", "HDRGainMap:", "Container:", "GContainer:", "Device:",
        "GCamera:MicroVideo", "GCamera:MotionPhoto", "Camera:MicroVideo", "Camera:MotionPhoto",
    ]
    /// How a JPEG and a PNG file begin in base64.
    private static let encodedStarts = [Array("/9j/".utf8), Array("iVBORw0KGgo".utf8)]

    /// The packet without old pictures; nil where it has none.
    static func withoutPictures(_ packet: [UInt8]) -> [UInt8]? {
        let kept = withoutEncodedPictures(withoutUnwanted(packet))
        return kept == packet ? nil : kept
    }

    private static func withoutUnwanted(_ packet: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(packet.count)
        var position = 0
        while position < packet.count {
            guard packet[position] == UInt8(ascii: "<"), let end = tagEnd(packet, from: position) else {
                kept.append(packet[position])
                position += 1
                continue
            }
            let name = self.name(packet[(position + 1)..<end])
            if isUnwanted(name) {
                position = elementEnd(packet, name: name, tag: position..<end)
            } else {
                kept += withoutUnwantedAttributes(packet[position..<end])
                position = end
            }
        }
        return kept
    }

    private static func isUnwanted(_ name: String) -> Bool {
        unwantedNames.contains(name) || unwantedPrefixes.contains { name.hasPrefix($0) }
    }

    /// Behind the `>` of the tag at `start`; quotes may hold one.
    private static func tagEnd(_ packet: [UInt8], from start: Int) -> Int? {
        var quote: UInt8?
        for position in start..<packet.count {
            let byte = packet[position]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return position + 1
            }
        }
        return nil
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { !isSpace($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "=") },
               as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    /// Behind the end of the element whose first tag is given; the end of the packet where it has none.
    private static func elementEnd(_ packet: [UInt8], name: String, tag: Range<Int>) -> Int {
        if packet[tag.upperBound - 2] == UInt8(ascii: "/") { return tag.upperBound }
        let open = Array("<\(name)".utf8), close = Array("</\(name)".utf8)
        var depth = 1, position = tag.upperBound
        while position < packet.count {
            guard packet[position] == UInt8(ascii: "<"), let end = tagEnd(packet, from: position) else {
                position += 1
                continue
            }
            let tag = packet[position..<end]
            if tag.starts(with: close) {
                depth -= 1
            } else if tag.starts(with: open), self.name(tag.dropFirst()) == name, packet[end - 2] != UInt8(ascii: "/") {
                depth += 1
            }
            position = end
            if depth == 0 { return end }
        }
        return packet.count
    }

    /// The tag without unwanted attributes, each with the space before it.
    private static func withoutUnwantedAttributes(_ tag: ArraySlice<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var position = tag.startIndex
        while position < tag.endIndex {
            if isSpace(tag[position]) {
                let start = tag[position...].firstIndex { !isSpace($0) } ?? tag.endIndex
                if isUnwanted(name(tag[start...])), let end = attributeEnd(tag, from: start) {
                    position = end
                    continue
                }
            }
            let byte = tag[position]
            kept.append(byte)
            position += 1
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let end = (tag[position...].firstIndex(of: byte) ?? tag.endIndex - 1) + 1
                kept += tag[position..<end]
                position = end
            }
        }
        return kept
    }

    private static func attributeEnd(_ tag: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard let open = tag[start...].firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }),
            let close = tag[(open + 1)...].firstIndex(of: tag[open])
        else { return nil }
        return close + 1
    }

    /// Cuts base64 text that begins like a picture, under whatever name it stands, line breaks and their entities included.
    static func withoutEncodedPictures(_ text: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var position = 0
        while position < text.count {
            let isStart = encodedStarts.contains { text[position] == $0[0] && text[position...].starts(with: $0) }
            guard isStart else {
                kept.append(text[position])
                position += 1
                continue
            }
            let end = text[position...].firstIndex { !isEncoding($0) } ?? text.count
            // A short run is text that only looks like it.
            if end - position < 64 { kept += text[position..<end] }
            position = end
        }
        return kept
    }

    private static func isEncoding(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "+/=&#;".utf8.contains(byte) || isSpace(byte)
        }
    }
}
