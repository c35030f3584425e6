import System

/// Photoshop's image resources, as they are spread over APP13 segments (Adobe Photoshop file formats, image resources).
enum PhotoshopResources {
    /// Thumbnails of Photoshop 4, and of 5 and later.
    private static let thumbnails = [1033, 1036]
    private static let exifCopies = 1058...1059, xmpCopy = 1060

    /// `bytes` as a block of resources: they are one, or IPTC records, which become the one that holds such; nil for anything else.
    static func block(_ bytes: [UInt8]) -> [UInt8]? {
        if bytes.starts(with: "8BIM".utf8) { return bytes }
        guard bytes.first == 0x1C else { return nil }
        let padding = [UInt8](repeating: 0, count: bytes.count % 2)
        return Array("8BIM".utf8) + [4, 4, 0, 0] + [UInt8](bytes.count, bytes: 4, .bigEndian) + bytes + padding
    }

    /// The records of IPTC in a block; nil where it has none.
    static func records(of block: [UInt8]) -> [UInt8]? {
        var position = 0
        while let resource = resource(in: block, at: position) {
            if resource.identifier == iptc { return Array(block[resource.data]) }
            position = resource.end
        }
        return nil
    }

    /// The block without thumbnails, and with other pictures blanked where they lie, IPTC's among them; nil where it has none.
    static func withoutPictures(_ block: [UInt8]) -> [UInt8]? {
        var kept: [UInt8] = []
        var position = 0
        while let resource = resource(in: block, at: position) {
            if let data = withoutPictures(Array(block[resource.data]), of: resource.identifier) {
                kept += block[position..<resource.data.lowerBound] + data + block[resource.data.upperBound..<resource.end]
            }
            position = resource.end
        }
        // What cannot be followed stays.
        var rest = Array(block[position...])
        _ = EmbeddedPictures.blank(in: &rest)
        kept += rest
        return kept == block ? nil : kept
    }

    private static let iptc = 1028, iptcDigest = 1061

    /// The block without the keywords of IPTC that are one of `names`, without the sum that no longer holds, and without a copy of
    /// the XMP, which has the faces; nil where there is nothing to take out.
    static func withoutKeywords(_ block: [UInt8], _ names: Set<String>) -> [UInt8]? {
        var kept: [UInt8] = [], position = 0, hasFound = false
        while let resource = resource(in: block, at: position) {
            var data = Array(block[resource.data])
            if resource.identifier == iptc { data = IPTC.withoutKeywords(data, names) }
            hasFound = hasFound || data.count < resource.data.count || resource.identifier == xmpCopy
            if ![iptcDigest, xmpCopy].contains(resource.identifier) {
                kept += block[position..<resource.data.lowerBound - 4] + [UInt8](data.count, bytes: 4, .bigEndian) + data
                kept += [UInt8](repeating: 0, count: data.count % 2)
            }
            position = resource.end
        }
        return hasFound ? kept + block[position...] : nil
    }

    /// A resource's data, as long as it was; nil where all of it goes.
    private static func withoutPictures(_ data: [UInt8], of identifier: Int) -> [UInt8]? {
        switch identifier {
        case _ where thumbnails.contains(identifier): return nil
        case exifCopies: return EXIF.withoutPictures(data) ?? data
        case xmpCopy where XMP.withoutPictures(data) != nil: return nil
        default:
            var data = data
            _ = EmbeddedPictures.blank(in: &data)
            return data
        }
    }

    /// A signature of 4 bytes, the identifier, a name and the data, each of the latter padded to even lengths.
    private static func resource(in block: [UInt8], at start: Int) -> (identifier: Int, data: Range<Int>, end: Int)? {
        guard let identifier = block.number(at: start + 4, bytes: 2, .bigEndian),
            let nameLength = block.number(at: start + 6, bytes: 1, .bigEndian)
        else { return nil }
        let lengths = start + 6 + (nameLength + 2) / 2 * 2, data = lengths + 4
        guard let length = block.number(at: lengths, bytes: 4, .bigEndian), length <= block.count - data else { return nil }
        return (identifier, data..<data + length, min(block.count, data + (length + 1) / 2 * 2))
    }
}
