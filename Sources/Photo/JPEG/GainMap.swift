/// The gain map of a JPEG photo: a JPEG file behind it, often of a quarter of its sides, that tells by how much brighter each place is on a
/// screen of high dynamic range (Ultra HDR 1.0 with Adobe's hdrgm, ISO 21496-1, and Apple's).
struct GainMap {
    /// Where it lies in the photo's file.
    let place: Range<Int>
    let bytes: [UInt8]
    let metadata: JPEGMetadata

    /// The first one behind the picture, wherever an index says that it is: these are often wrong in files that were edited.
    init?(behind trailing: ArraySlice<UInt8>, limits: Limits) {
        let data = Array(trailing)
        for range in EmbeddedPictures.ranges(in: data) {
            let file = Array(data[range.lowerBound...])
            guard let metadata = try? JPEGMetadata(file, path: "", limits: limits), metadata.segments.contains(where: \.describesGainMap) else {
                continue
            }
            let start = trailing.startIndex + range.lowerBound
            place = start..<start + metadata.end
            bytes = Array(file[..<metadata.end])
            self.metadata = metadata
            return
        }
        return nil
    }
}

extension JPEGMetadata {
    /// Whether XMP lists a gain map among the files behind the photo.
    var listsGainMap: Bool { segments.contains { $0.has(0xE1, prefix: MetadataHeading.xmp) && XMP.listsGainMap($0.payload) } }
}

extension JPEGSegment {
    fileprivate var describesGainMap: Bool {
        if has(0xE2, prefix: MetadataHeading.isoGainMap) { return true }
        return has(0xE1, prefix: MetadataHeading.xmp) && XMP.describesGainMap(payload)
    }
}
