/// An XMP packet: RDF in XML. Only what may show the old picture is taken out; the rest stays to the byte.
///
/// Each step goes through the packet once, whatever is in it: a packet may be 32 MiB of hostile text.
enum XMP {
    /// Elements and attributes that hold pictures, or speak of pictures outside the packet that are not kept.
    private static let unwantedNames = ["xmp:Thumbnails", "xap:Thumbnails"].map { Array($0.utf8) }
    private static let unwantedPrefixes = [
        "xmpGImg:", "xapGImg:", "GDepth:", "GImage:", "Device:",
        "GCamera:MicroVideo", "GCamera:MotionPhoto", "Camera:MicroVideo", "Camera:MotionPhoto", "OpCamera:",
    ].map { Array($0.utf8) }
    /// Those that describe a gain map, and list the files behind a photo, unwanted where none is kept.
    private static let gainMapPrefixes = ["hdrgm:", "HDRGainMap:"].map { Array($0.utf8) }
    private static let listPrefixes = ["Container:", "GContainer:"].map { Array($0.utf8) }
    private static let firstBytes = Set((unwantedNames + unwantedPrefixes + gainMapPrefixes + listPrefixes + [extensionName]).map { $0[0] })
    /// Says that the packet goes on in others.
    private static let extensionName = Array("xmpNote:HasExtendedXMP".utf8)

    /// The packet without old pictures, and where others of it are not kept, without word of them; nil where it has neither.
    static func withoutPictures(_ packet: [UInt8], losesExtension: Bool = false, keepsGainMap: Bool = false) -> [UInt8]? {
        let unwanted = Unwanted(
            names: losesExtension ? unwantedNames + [extensionName] : unwantedNames,
            prefixes: keepsGainMap ? unwantedPrefixes : unwantedPrefixes + gainMapPrefixes + listPrefixes)
        let kept = withoutEncodedPictures(withoutUnwanted(packet, unwanted))
        return kept == packet ? nil : kept
    }

    /// The packet without a list of the files behind the photo.
    static func withoutList(_ packet: [UInt8]) -> [UInt8] { withoutUnwanted(packet, Unwanted(names: [], prefixes: listPrefixes)) }

    /// Names and beginnings of names that go.
    private struct Unwanted { let names, prefixes: [[UInt8]] }

    private static func withoutUnwanted(_ packet: [UInt8], _ unwanted: Unwanted) -> [UInt8] {
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
            if isUnwanted(name(packet[(position + 1)..<end]), unwanted) {
                position = elementEnd(packet, tag: position..<end)
            } else {
                kept += withoutUnwantedAttributes(packet[position..<end], unwanted)
                position = end
            }
        }
        return kept
    }

    private static func isUnwanted(_ name: ArraySlice<UInt8>, _ unwanted: Unwanted) -> Bool {
        guard let first = name.first, firstBytes.contains(first) else { return false }
        return unwanted.names.contains { name.elementsEqual($0) } || unwanted.prefixes.contains { name.starts(with: $0) }
    }

    /// The tag without unwanted attributes, each with the space before it.
    private static func withoutUnwantedAttributes(_ tag: ArraySlice<UInt8>, _ unwanted: Unwanted) -> [UInt8] {
        var kept: [UInt8] = []
        var position = tag.startIndex
        while position < tag.endIndex {
            if isSpace(tag[position]) {
                let start = tag[position...].firstIndex { !isSpace($0) } ?? tag.endIndex
                if isUnwanted(name(tag[start...]), unwanted), let value = attributeValue(tag, from: start) {
                    position = value.upperBound + 1
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
