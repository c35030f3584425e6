/// Photoshop's image resources, as they are spread over APP13 segments (Adobe Photoshop file formats, image resources).
enum PhotoshopResources {
    static let prefix = "Photoshop 3.0\0"
    /// Thumbnails of Photoshop 4, and of 5 and later.
    private static let thumbnails = [1033, 1036]
    private static let exifCopies = 1058...1059, xmpCopy = 1060

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
        guard start + 7 <= block.count else { return nil }
        let lengths = start + 6 + (Int(block[start + 6]) + 2) / 2 * 2
        guard lengths + 4 <= block.count else { return nil }
        let length = PNGChunks.number(block, at: lengths), data = lengths + 4
        guard length <= block.count - data else { return nil }
        return (
            Int(block[start + 4]) << 8 | Int(block[start + 5]), data..<data + length,
            min(block.count, data + (length + 1) / 2 * 2)
        )
    }
}
