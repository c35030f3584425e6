extension JPEGMetadata {
    /// Segments that hold nothing but pictures, or that are void once the picture has changed.
    private static let unwanted: [(marker: UInt8, prefix: String, name: String)] = [
        (0xE0, "JFXX\0", "the JFIF thumbnail"),
        (0xE2, "MPF\0", "the index of further pictures"),
        (0xE2, "FPXR\0", "FlashPix data"),
        (0xE2, "urn:iso:std:iso:ts:21496:-1\0", "the gain map's description"),
        (0xEB, "JP", "content credentials"),
    ]

    /// The descriptive segments without anything that may show the old picture, and the names of what was made anew in the
    /// place of it and of what is gone.
    ///
    /// Segments that hold no such thing stay to the byte.
    func withoutOldPictures(_ result: Composition) -> (segments: [Segment], renewed: [String], removed: [String]) {
        var kept: [Segment] = []
        var renewed: [String] = [], removed: [String] = []
        let strange = strangeMarkersWithPictures, losesExtendedXMP = extendedXMPHasPictures
        for segment in joiningPhotoshop() {
            if losesExtendedXMP, segment.has(0xE1, prefix: Self.extendedXMPPrefix) {
                removed.append("extended XMP")
            } else if let unwanted = Self.unwanted.first(where: { segment.has($0.marker, prefix: $0.prefix) }) {
                removed.append(unwanted.name)
            } else if !segment.isKnown, strange.contains(segment.marker) || EmbeddedPictures.isIn(segment.payload) {
                removed.append("previews of the maker")
            } else {
                var segment = segment
                // A file has one in JFIF and one in EXIF; a hostile one could ask for thousands.
                if renewed.count < 2, let (name, further) = segment.renewThumbnail(result) {
                    renewed.append(name)
                    if let further { removed.append(further) }
                } else if let name = segment.removePictures(losesExtendedXMP: losesExtendedXMP) {
                    removed.append(name)
                }
                kept += segment.fittingParts
            }
        }
        if trailingBytes > 0 { removed.append("data behind the picture") }
        var seen: Set<String> = []
        return (kept, renewed, removed.filter { seen.insert($0).inserted })
    }

    /// Markers of application segments of unknown making that hold a picture; it may go on in others of the same marker.
    private var strangeMarkersWithPictures: Set<UInt8> {
        Set(segments.filter { !$0.isKnown && $0.marker != 0xFE && EmbeddedPictures.isIn($0.payload) }.map(\.marker))
    }

    fileprivate static let xmpPrefix = "http://ns.adobe.com/xap/1.0/\0"
    fileprivate static let extendedXMPPrefix = "http://ns.adobe.com/xmp/extension/\0"

    /// Whether there is a picture in the packets that go on from the XMP, put together from their parts, or they cannot be
    /// put together (XMP specification, part 3, 1.1.3.1).
    private var extendedXMPHasPictures: Bool {
        let parts = segments.filter { $0.has(0xE1, prefix: Self.extendedXMPPrefix) }
            .map { $0.payload.dropFirst(Self.extendedXMPPrefix.utf8.count) }
        // 32 digits tell packets apart; then come the length of the whole and the place of the part, 4 bytes each.
        let sorted = parts.sorted { left, right in
            (left.prefix(32) + left.dropFirst(36).prefix(4)).lexicographicallyPrecedes(right.prefix(32) + right.dropFirst(36).prefix(4))
        }
        let whole = sorted.flatMap { $0.dropFirst(40) }
        return parts.contains { $0.count < 40 || EmbeddedPictures.isIn(Array($0)) } || EmbeddedPictures.isIn(whole)
            || XMP.withoutPictures(whole) != nil
    }

    /// Puts Photoshop's resources into one segment where a picture lies in them, for it may cross a border between segments.
    private func joiningPhotoshop() -> [Segment] {
        let prefix = PhotoshopResources.prefix
        let parts = segments.filter { $0.has(0xED, prefix: prefix) }
        let block = parts.flatMap { $0.payload.dropFirst(prefix.utf8.count) }
        guard parts.count > 1, PhotoshopResources.withoutPictures(block) != nil else { return segments }
        var joined = segments
        let first = joined.firstIndex { $0.has(0xED, prefix: prefix) }!
        joined[first].payload = Array(prefix.utf8) + block
        var index = -1
        joined.removeAll { segment in
            index += 1
            return index > first && segment.has(0xED, prefix: prefix)
        }
        return joined
    }
}

extension JPEGMetadata.Segment {
    /// The most that a segment can hold.
    static let capacity = 65_533

    /// Whether the making is known, and pictures in it are looked for by its own rules.
    fileprivate var isKnown: Bool {
        has(0xE0, prefix: "JFIF\0") || has(0xE1, prefix: JPEGMetadata.exifPrefix)
            || has(0xE1, prefix: JPEGMetadata.xmpPrefix) || has(0xE1, prefix: JPEGMetadata.extendedXMPPrefix)
            || has(0xE2, prefix: JPEGMetadata.profilePrefix) || has(0xED, prefix: PhotoshopResources.prefix)
            || has(0xEE, prefix: "Adobe")
    }

    /// Makes the thumbnail anew from the result where that is simple; the name of it, and of what was taken out besides.
    fileprivate mutating func renewThumbnail(_ result: Composition) -> (name: String, further: String?)? {
        if has(0xE0, prefix: "JFIF\0"), payload.count >= 14 {
            // JFIF 1.02: width, height and as many RGB triples.
            let width = Int(payload[12]), height = Int(payload[13])
            guard width > 0, height > 0, payload.count == 14 + 3 * width * height,
                let picture = result.reduced(toWidth: width, height: height, model: .rgb)
            else { return nil }
            payload.replaceSubrange(14..., with: picture.bytes)
            return ("the JFIF thumbnail", nil)
        }
        if has(0xE1, prefix: JPEGMetadata.exifPrefix) {
            guard let exif = EXIF(Array(payload.dropFirst(6))).withThumbnail(of: result, limit: Self.capacity - 6) else { return nil }
            payload.replaceSubrange(6..., with: exif.bytes)
            return ("the EXIF thumbnail", exif.hadFurther ? "further pictures in EXIF" : nil)
        }
        return nil
    }

    /// Takes out pictures; the name of what was there.
    fileprivate mutating func removePictures(losesExtendedXMP: Bool) -> String? {
        if has(0xE0, prefix: "JFIF\0") {
            guard payload.count >= 14, payload[12] != 0 || payload[13] != 0 || payload.count > 14 else { return nil }
            payload = payload.prefix(12) + [0, 0]
            return "the JFIF thumbnail"
        }
        if has(0xE1, prefix: JPEGMetadata.exifPrefix) {
            guard let exif = EXIF.withoutPictures(Array(payload.dropFirst(6))) else { return nil }
            payload.replaceSubrange(6..., with: exif)
            return "pictures in EXIF"
        }
        if has(0xE1, prefix: JPEGMetadata.xmpPrefix) {
            let packet = XMP.withoutPictures(Array(payload.dropFirst(29)), losesExtension: losesExtendedXMP)
            guard let packet else { return nil }
            payload.replaceSubrange(29..., with: packet)
            return "previews in XMP"
        }
        if has(0xED, prefix: PhotoshopResources.prefix) {
            let start = PhotoshopResources.prefix.utf8.count
            guard let block = PhotoshopResources.withoutPictures(Array(payload.dropFirst(start))) else { return nil }
            payload.replaceSubrange(start..., with: block)
            return "pictures in Photoshop's resources"
        }
        return nil
    }

    /// The segment, or where Photoshop's resources are too long for one, several.
    fileprivate var fittingParts: [Self] {
        guard payload.count > Self.capacity else { return [self] }
        let prefix = Array(PhotoshopResources.prefix.utf8), step = Self.capacity - prefix.count
        return stride(from: prefix.count, to: payload.count, by: step).map {
            Self(marker: marker, payload: prefix + payload[$0..<min(payload.count, $0 + step)])
        }
    }
}
