extension JPEGMetadata {
    /// The descriptive segments without anything that may show the old picture, and what became of the others.
    ///
    /// Segments that hold no such thing stay to the byte. Where the gain map is kept, so does what describes it.
    func withoutOldPictures(_ result: Composition, keepsFaces: Bool, keepsGainMap: Bool = false) -> (
        segments: [JPEGSegment], changes: MetadataChanges
    ) {
        var kept: [JPEGSegment] = []
        var changes = MetadataChanges()
        let strange = strangeMarkersWithPictures, large = largeUnknownMarkers, losesExtendedXMP = extendedXMPHasPictures
        var thumbnails = 0, blocks = 0
        for segment in joiningPhotoshop() {
            if losesExtendedXMP, segment.has(0xE1, prefix: MetadataHeading.extendedXMP) {
                changes.removed.append("extended XMP")
            } else if keepsGainMap, [MetadataHeading.isoGainMap, MetadataHeading.pictureIndex].contains(where: { segment.has(0xE2, prefix: $0) }) {
                kept.append(segment)
            } else if let name = segment.unwantedName {
                changes.removed.append(name)
            } else if !segment.isKnown, strange.contains(segment.marker) || EmbeddedPictures.isIn(segment.payload) {
                changes.removed.append("previews of the maker")
            } else if segment.isLargeIfTogether, large.contains(segment.marker) {
                changes.removed.append("unknown data in \(segment.markerName)")
            } else {
                if segment.has(0xE1, prefix: MetadataHeading.exif) { blocks += 1 }
                // A large block goes on in further segments, of which a photo has a few; a hostile one could have thousands.
                guard blocks <= limits.exifSegments else {
                    changes.removed.append("EXIF beyond \(limits.exifSegments) segments")
                    continue
                }
                var segment = segment
                // A file has one in JFIF and one in EXIF; more tries than that are not made, whatever comes of them.
                if thumbnails < 2, segment.hasThumbnail {
                    thumbnails += 1
                    if let (name, further) = segment.renewThumbnail(result) {
                        changes.renewed.append(name)
                        if let further { changes.removed.append(further) }
                        kept.append(segment)
                        continue
                    }
                }
                if let name = segment.removePictures(losesExtendedXMP: losesExtendedXMP, keepsGainMap: keepsGainMap) { changes.removed.append(name) }
                kept += segment.fittingParts
            }
        }
        if !keepsFaces { changes.faces = kept.removeFaces(result) }
        if hasLateMetadata { changes.left.append("metadata behind the first scan") }
        return (kept, changes)
    }

    /// Markers under which there is more unknown data than may stay unknown.
    private var largeUnknownMarkers: Set<UInt8> {
        var sizes: [UInt8: Int] = [:]
        for segment in segments where segment.isLargeIfTogether { sizes[segment.marker, default: 0] += segment.payload.count }
        return Set(sizes.filter { $0.value > EmbeddedPictures.leastRoom }.keys)
    }

    /// Markers of application segments of unknown making that hold a picture; it may go on in others of the same marker.
    private var strangeMarkersWithPictures: Set<UInt8> {
        Set(segments.filter { !$0.isKnown && $0.marker != 0xFE && EmbeddedPictures.isIn($0.payload) }.map(\.marker))
    }

    /// Whether there is a picture in the packets that go on from the XMP, put together from their parts, or they cannot be
    /// put together (XMP specification, part 3, 1.1.3.1).
    private var extendedXMPHasPictures: Bool {
        let parts = segments.filter { $0.has(0xE1, prefix: MetadataHeading.extendedXMP) }
            .map { $0.payload.dropFirst(MetadataHeading.extendedXMP.utf8.count) }
        // 32 digits tell packets apart; then come the length of the whole and the place of the part, 4 bytes each.
        let sorted = parts.sorted { left, right in
            (left.prefix(32) + left.dropFirst(36).prefix(4)).lexicographicallyPrecedes(right.prefix(32) + right.dropFirst(36).prefix(4))
        }
        let whole = sorted.flatMap { $0.dropFirst(40) }
        return parts.contains { $0.count < 40 || EmbeddedPictures.isIn(Array($0)) } || EmbeddedPictures.isIn(whole)
            || XMP.withoutPictures(whole) != nil
    }

    /// Puts Photoshop's resources into one segment where a picture lies in them, for it may cross a border between segments.
    private func joiningPhotoshop() -> [JPEGSegment] {
        let prefix = MetadataHeading.photoshop
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

extension JPEGSegment {
    /// Whether there is a thumbnail that is made anew where that is simple.
    fileprivate var hasThumbnail: Bool {
        has(0xE0, prefix: "JFIF\0")
            ? payload.count > 14 : has(0xE1, prefix: MetadataHeading.exif) && EXIF(Array(payload.dropFirst(6))).hasThumbnail
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
        if has(0xE1, prefix: MetadataHeading.exif) {
            guard let exif = EXIF(Array(payload.dropFirst(6))).withThumbnail(of: result, limit: Self.capacity - 6) else { return nil }
            payload.replaceSubrange(6..., with: exif.bytes)
            return ("the EXIF thumbnail", exif.hadFurther ? "further pictures in EXIF" : nil)
        }
        return nil
    }

    /// Takes out pictures; the name of what was there.
    fileprivate mutating func removePictures(losesExtendedXMP: Bool, keepsGainMap: Bool) -> String? {
        if has(0xE0, prefix: "JFIF\0") {
            guard payload.count >= 14, payload[12] != 0 || payload[13] != 0 || payload.count > 14 else { return nil }
            payload = payload.prefix(12) + [0, 0]
            return "the JFIF thumbnail"
        }
        if has(0xE1, prefix: MetadataHeading.exif) {
            guard let exif = EXIF.withoutPictures(Array(payload.dropFirst(6))) else { return nil }
            payload.replaceSubrange(6..., with: exif)
            return "pictures in EXIF"
        }
        if has(0xE1, prefix: MetadataHeading.xmp) {
            let packet = XMP.withoutPictures(Array(payload.dropFirst(29)), losesExtension: losesExtendedXMP, keepsGainMap: keepsGainMap)
            guard let packet else { return nil }
            payload.replaceSubrange(29..., with: packet)
            return "previews in XMP"
        }
        if isKodakBlock {
            guard let block = EXIF.withoutLargeValues(Array(payload.dropFirst(6)), limit: EmbeddedPictures.leastRoom) else { return nil }
            payload.replaceSubrange(6..., with: block)
            return "pictures in Kodak's metadata"
        }
        if has(0xED, prefix: MetadataHeading.photoshop) {
            let start = MetadataHeading.photoshop.utf8.count
            guard let block = PhotoshopResources.withoutPictures(Array(payload.dropFirst(start))) else { return nil }
            payload.replaceSubrange(start..., with: block)
            return "pictures in Photoshop's resources"
        }
        return nil
    }

    /// The segment, or where Photoshop's resources are too long for one, several.
    var fittingParts: [Self] {
        guard payload.count > Self.capacity else { return [self] }
        let prefix = Array(MetadataHeading.photoshop.utf8), step = Self.capacity - prefix.count
        return stride(from: prefix.count, to: payload.count, by: step).map {
            Self(marker: marker, payload: prefix + payload[$0..<min(payload.count, $0 + step)])
        }
    }
}
