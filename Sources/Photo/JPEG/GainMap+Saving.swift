import System

/// Where a photo's segments tell of its gain map.
extension [JPEGSegment] {
    /// Makes an index of the photo and a map of `length` bytes out of the file's own index, still without their places, and lists the map in XMP
    /// where `isListed`; false where it has no room there.
    mutating func describe(gainMapOf length: Int, isListed: Bool) -> Bool {
        var hasIndex = false, hasRoom = true
        self = compactMap { segment in
            if segment.has(0xE2, prefix: MetadataHeading.pictureIndex) {
                defer { hasIndex = true }
                return hasIndex ? nil : MultiPictureIndex.segment((photo: 0, map: length), at: 0)
            }
            guard segment.has(0xE1, prefix: MetadataHeading.xmp) else { return segment }
            let heading = MetadataHeading.xmp.utf8.count, packet = XMP.withoutList([UInt8](segment.payload.dropFirst(heading)))
            var listed = segment
            listed.payload = segment.payload[..<heading] + ((isListed ? XMP.listingGainMap(packet, length: length) : nil) ?? packet)
            if listed.payload.count <= JPEGSegment.capacity { return listed }
            hasRoom = false
            listed.payload = segment.payload[..<heading] + packet
            return listed
        }
        return hasRoom
    }

    /// Writes the index anew, of a file that has these segments at its beginning.
    func writeIndex(photo: Int, map: Int, to file: FileStream) throws(Errno) {
        guard let index = firstIndex(where: { $0.has(0xE2, prefix: MetadataHeading.pictureIndex) }) else { return }
        // The marker of the beginning, and of each segment before its marker and length.
        let position = self[..<index].reduce(2) { $0 + 4 + $1.payload.count }
        try file.write(MultiPictureIndex.segment((photo, map), at: position).payload, at: position + 4)
    }
}
