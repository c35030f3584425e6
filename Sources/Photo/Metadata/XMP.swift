/// An XMP packet: RDF in XML. Only what may show the old picture is taken out; the rest stays to the byte.
enum XMP {
    /// Elements and attributes that hold pictures, or speak of pictures outside the packet that are not kept.
    private static let unwantedNames = ["xmp:Thumbnails", "xap:Thumbnails"]
    private static let unwantedPrefixes = [
        "xmpGImg:", "xapGImg:", "GDepth:", "GImage:", "hdrgm:", "HDRGainMap:", "Container:", "GContainer:", "Device:",
        "GCamera:MicroVideo", "GCamera:MotionPhoto", "Camera:MicroVideo", "Camera:MotionPhoto", "OpCamera:",
    ]
    /// Says that the packet goes on in others.
    private static let extensionName = "xmpNote:HasExtendedXMP"

    /// The packet without old pictures, and where others of it are not kept, without word of them; nil where it has neither.
    static func withoutPictures(_ packet: [UInt8], losesExtension: Bool = false) -> [UInt8]? {
        let kept = withoutEncodedPictures(withoutUnwanted(packet, losesExtension ? unwantedNames + [extensionName] : unwantedNames))
        return kept == packet ? nil : kept
    }

    private static func withoutUnwanted(_ packet: [UInt8], _ names: [String]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(packet.count)
        var position = 0
        while position < packet.count {
            guard packet[position] == UInt8(ascii: "<") else {
                kept.append(packet[position])
                position += 1
                continue
            }
            // What cannot be followed stays: to look for the next tag in it could take as long as it is, for each byte of it.
            guard let end = tagEnd(packet, from: position) else { return kept + packet[position...] }
            let name = self.name(packet[(position + 1)..<end])
            if isUnwanted(name, names) {
                position = elementEnd(packet, name: name, tag: position..<end)
            } else {
                kept += withoutUnwantedAttributes(packet[position..<end], names)
                position = end
            }
        }
        return kept
    }

    private static func isUnwanted(_ name: String, _ names: [String]) -> Bool {
        names.contains(name) || unwantedPrefixes.contains { name.hasPrefix($0) }
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
            guard packet[position] == UInt8(ascii: "<") else {
                position += 1
                continue
            }
            guard let end = tagEnd(packet, from: position) else { return packet.count }
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
    private static func withoutUnwantedAttributes(_ tag: ArraySlice<UInt8>, _ names: [String]) -> [UInt8] {
        var kept: [UInt8] = []
        var position = tag.startIndex
        while position < tag.endIndex {
            if isSpace(tag[position]) {
                let start = tag[position...].firstIndex { !isSpace($0) } ?? tag.endIndex
                if isUnwanted(name(tag[start...]), names), let end = attributeEnd(tag, from: start) {
                    position = end
                } else {
                    kept += tag[position..<start]
                    position = start
                }
                continue
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

    /// Cuts base64 text that begins like a picture, under whatever name it stands.
    private static func withoutEncodedPictures(_ text: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var position = 0
        for range in EmbeddedPictures.encodedRanges(in: text) {
            kept += text[position..<range.lowerBound]
            position = range.upperBound
        }
        return kept + text[position...]
    }
}
