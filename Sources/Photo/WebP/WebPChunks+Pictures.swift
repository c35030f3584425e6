#if WebP
extension WebPChunks {
    init(_ chunks: [Chunk], limits: Limits) {
        self.limits = limits
        before = chunks.filter { $0.type == Self.profile }
        after = chunks.filter { $0.type != Self.profile }
    }

    /// Takes out what could show the old picture, and makes the thumbnail of EXIF anew.
    mutating func makeLasting(_ picture: Composition, keepsFaces: Bool) -> MetadataChanges {
        var changes = MetadataChanges()
        let large = largeUnknownTypes
        func keep(_ chunk: Chunk) -> Chunk? {
            switch chunk.type {
            case Self.profile: return chunk
            case Self.exif: return chunk.exifWithoutPictures(picture, &changes)
            case Self.xmp:
                let packet = changes.cleaned(xmp: chunk.payload, faces: keepsFaces ? nil : { picture.removes($0, of: $1) })
                return Chunk(type: chunk.type, payload: packet)
            default: return chunk.unlessPicture(large, &changes)
            }
        }
        before = before.compactMap(keep)
        after = after.compactMap(keep)
        if trailingBytes > 0 { changes.removed.append("data behind the picture") }
        return changes
    }

    /// Types of no known meaning under which there is more than text and more than may stay unknown.
    private var largeUnknownTypes: Set<String> {
        var sizes: [String: Int] = [:]
        for chunk in before + after where ![Self.profile, Self.exif, Self.xmp].contains(chunk.type) && !isText(chunk.payload) {
            sizes[chunk.type, default: 0] += chunk.payload.count
        }
        return Set(sizes.filter { $0.value > EmbeddedPictures.leastRoom }.keys)
    }
}

extension WebPChunks.Chunk {
    fileprivate func exifWithoutPictures(_ picture: Composition, _ changes: inout MetadataChanges) -> Self {
        let start = WebPChunks.headingLength(payload), block = Array(payload[start...])
        var kept: [UInt8]?
        if let (bytes, hadFurther) = EXIF(block).withThumbnail(of: picture, limit: .max) {
            kept = bytes
            changes.renewed.append("the EXIF thumbnail")
            if hadFurther { changes.removed.append("further pictures in EXIF") }
        } else if let bytes = EXIF.withoutPictures(block) {
            kept = bytes
            changes.removed.append("pictures in EXIF")
        }
        return kept.map { Self(type: type, payload: payload[..<start] + $0) } ?? self
    }

    fileprivate func unlessPicture(_ large: Set<String>, _ changes: inout MetadataChanges) -> Self? {
        if large.contains(type) {
            changes.removed.append("unknown data in \(type)")
            return nil
        }
        guard EmbeddedPictures.isIn(payload) else { return self }
        changes.removed.append("previews of the maker")
        return nil
    }
}
#endif
