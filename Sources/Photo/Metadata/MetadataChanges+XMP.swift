extension MetadataChanges {
    /// A packet of XMP without previews and, where `isRemoved` is asked, without the faces that it names.
    mutating func cleaned(xmp packet: [UInt8], faces isRemoved: XMP.FaceTest?) -> [UInt8] {
        var packet = packet
        if let kept = XMP.withoutPictures(packet) {
            packet = kept
            removed.append("previews in XMP")
        }
        if let isRemoved, let (kept, count) = XMP.withoutFaces(packet, isRemoved) {
            packet = kept
            faces += count
        }
        return packet
    }
}
