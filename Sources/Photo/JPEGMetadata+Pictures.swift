extension JPEGMetadata {
    /// Segments that hold nothing but pictures, or that are void once the picture has changed.
    private static let unwanted: [(marker: UInt8, prefix: String, name: String)] = [
        (0xE0, "JFXX\0", "the JFIF thumbnail"),
        (0xE1, "http://ns.adobe.com/xmp/extension/\0", "extended XMP"),
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
        let strange = strangeMarkersWithPictures
        for segment in joiningPhotoshop() {
            if let unwanted = Self.unwanted.first(where: { segment.has($0.marker, prefix: $0.prefix) }) {
                removed.append(unwanted.name)
            } else if strange.contains(segment.marker), !segment.isKnown {
                removed.append("previews of the maker")
            } else {
                var segment = segment
                // A file has one in JFIF and one in EXIF; a hostile one could ask for thousands.
                if renewed.count < 2, let name = segment.renewThumbnail(result) {
                    renewed.append(name)
                } else if let name = segment.removePictures() {
                    removed.append(name)
                }
                kept += segment.fittingParts
            }
        }
        if trailingBytes > 0 { removed.append("data behind the picture") }
        var seen: Set<String> = []
        return (kept, renewed, removed.filter { seen.insert($0).inserted })
    }

    /// Markers of segments of unknown making that hold a picture; it may go on in others of the same marker.
    private var strangeMarkersWithPictures: Set<UInt8> {
        Set(segments.filter { !$0.isKnown && !EmbeddedPictures.ranges(in: $0.payload).isEmpty }.map(\.marker))
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
            || has(0xE1, prefix: "http://ns.adobe.com/") || has(0xE2, prefix: JPEGMetadata.profilePrefix)
            || has(0xED, prefix: PhotoshopResources.prefix) || has(0xEE, prefix: "Adobe")
    }

    /// Makes the thumbnail anew from the result where that is simple; the name of it.
    fileprivate mutating func renewThumbnail(_ result: Composition) -> String? {
        if has(0xE0, prefix: "JFIF\0"), payload.count >= 14 {
            // JFIF 1.02: width, height and as many RGB triples.
            let width = Int(payload[12]), height = Int(payload[13])
            guard width > 0, height > 0, payload.count == 14 + 3 * width * height,
                let picture = result.reduced(toWidth: width, height: height, model: .rgb)
            else { return nil }
            payload.replaceSubrange(14..., with: picture.bytes)
            return "the JFIF thumbnail"
        }
        if has(0xE1, prefix: JPEGMetadata.exifPrefix) {
            guard let exif = EXIF(Array(payload.dropFirst(6))).withThumbnail(of: result, limit: Self.capacity - 6) else { return nil }
            payload.replaceSubrange(6..., with: exif)
            return "the EXIF thumbnail"
        }
        return nil
    }

    /// Takes out pictures; the name of what was there.
    fileprivate mutating func removePictures() -> String? {
        if has(0xE0, prefix: "JFIF\0") {
            guard payload.count >= 14, payload[12] != 0 || payload[13] != 0 || payload.count > 14 else { return nil }
            payload = payload.prefix(12) + [0, 0]
            return "the JFIF thumbnail"
        }
        if has(0xE1, prefix: JPEGMetadata.exifPrefix) {
            guard let exif = EXIF.withoutPictures(Array(payload.dropFirst(6))) else { return nil }
            payload.replaceSubrange(6..., with: exif)
            return "the EXIF thumbnail"
        }
        if has(0xE1, prefix: "http://ns.adobe.com/xap/1.0/\0") {
            guard let packet = XMP.withoutPictures(Array(payload.dropFirst(29))) else { return nil }
            payload.replaceSubrange(29..., with: packet)
            return "previews in XMP"
        }
        if has(0xED, prefix: PhotoshopResources.prefix) {
            let start = PhotoshopResources.prefix.utf8.count
            guard let block = PhotoshopResources.withoutPictures(Array(payload.dropFirst(start))) else { return nil }
            payload.replaceSubrange(start..., with: block)
            return "the Photoshop thumbnail"
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
