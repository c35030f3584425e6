import System

extension CarriedMetadata {
    init(_ metadata: JPEGMetadata, _ limits: Limits) {
        var photoshop: [UInt8] = [], notes: [[UInt8]] = []
        for segment in metadata.segments {
            if segment.has(0xE0, prefix: "JFIF\0") {
                resolution = resolution ?? Resolution(jfif: segment.payload)
            } else if segment.has(0xE1, prefix: MetadataHeading.exif), exif == nil {
                exif = Array(segment.payload.dropFirst(MetadataHeading.exif.utf8.count))
            } else if segment.has(0xE1, prefix: MetadataHeading.xmp), xmp == nil {
                xmp = Array(segment.payload.dropFirst(MetadataHeading.xmp.utf8.count))
            } else if segment.has(0xED, prefix: MetadataHeading.photoshop) {
                photoshop += segment.payload.dropFirst(MetadataHeading.photoshop.utf8.count)
            } else if segment.marker == 0xFE, isText(segment.payload) {
                notes.append(segment.payload)
            } else if !segment.has(0xE2, prefix: MetadataHeading.profile), !segment.has(0xEE, prefix: "Adobe") {
                let isXMP = segment.has(0xE1, prefix: MetadataHeading.extendedXMP)
                left.append(isXMP ? "extended XMP" : segment.unwantedName ?? segment.markerName)
            }
        }
        if let exif { resolution = resolution ?? Resolution(EXIF(exif)) }
        if !photoshop.isEmpty { resources = photoshop }
        if !notes.isEmpty { comment = Array(notes.joined(separator: [UInt8(ascii: "\n")])) }
        if metadata.hasProfile, metadata.profile == nil { left.append("a color profile that cannot be read") }
        if GainMap(behind: metadata.trailing, limits: limits) != nil { left.append("the gain map") }
        if !metadata.trailing.isEmpty { left.append("data behind the picture") }
    }

    /// The segments of a JPEG file, with a profile in parts; what is too long for it is left.
    func segments(profile: [UInt8]?, _ changes: inout MetadataChanges) -> [JPEGSegment] {
        var segments: [JPEGSegment] = []
        func add(_ marker: UInt8, _ prefix: String, _ payload: [UInt8]?, _ name: String) {
            guard let payload else { return }
            let segment = JPEGSegment(marker: marker, payload: Array(prefix.utf8) + payload)
            if segment.payload.count <= JPEGSegment.capacity {
                segments.append(segment)
            } else {
                changes.left.append("\(name), which is too long for JPEG")
            }
        }
        let density = Resolution.jfif(resolution)
        if density == nil { changes.left.append("the resolution, which is beyond JPEG's") }
        segments.append(density ?? Resolution.jfif(nil)!)
        add(0xE1, MetadataHeading.exif, exif, "EXIF")
        add(0xE1, MetadataHeading.xmp, xmp, "XMP")
        if let resources {
            segments += JPEGSegment(marker: 0xED, payload: Array(MetadataHeading.photoshop.utf8) + resources).fittingParts
        }
        if let profile {
            let step = JPEGSegment.capacity - 14, count = (profile.count + step - 1) / step
            if count > 255 { changes.left.append("the color profile, which is too long for JPEG") }
            for part in 0..<(count > 255 ? 0 : count) {
                let head = Array(MetadataHeading.profile.utf8) + [UInt8(part + 1), UInt8(count)]
                segments.append(.init(marker: 0xE2, payload: head + profile[part * step..<min(profile.count, (part + 1) * step)]))
            }
        }
        add(0xFE, "", comment, "a comment")
        return segments
    }
}
