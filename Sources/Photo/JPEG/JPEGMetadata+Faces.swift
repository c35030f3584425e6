/// Faces in the segments of a JPEG file: in its XMP, in packets that go on from there, and in IPTC's keywords.
extension [JPEGSegment] {
    /// Takes out the faces that lay in what was removed, with their names where no other face has the same; how many.
    mutating func removeFaces(_ result: Composition) -> Int {
        var faces = RemovedFaces()
        var packets = packets.map { (places: $0, bytes: packet($0)) }
        for index in packets.indices { packets[index].bytes = XMP.withoutRegions(packets[index].bytes, &faces, result.removes) }
        guard faces.count > 0 else { return 0 }
        for packet in packets { replacePacket(packet.places, by: XMP.withoutNames(packet.bytes, faces.names)) }
        removeKeywords(faces.names)
        return faces.count
    }

    /// What lies before the XMP in a segment: the heading, and where the packet is in parts, 32 digits that tell packets apart,
    /// the length of the whole and the place of the part, 4 bytes each (XMP specification, part 3, 1.1.3.1).
    private static let heading = MetadataHeading.xmp.utf8.count, partHeading = MetadataHeading.extendedXMP.utf8.count + 40

    /// The segments of each packet of XMP, in the order of its parts.
    private var packets: [[Int]] {
        let main = indices.filter { self[$0].has(0xE1, prefix: MetadataHeading.xmp) }.map { [$0] }
        let parts = indices.filter { self[$0].has(0xE1, prefix: MetadataHeading.extendedXMP) && self[$0].payload.count >= Self.partHeading }
        func name(_ part: Int) -> ArraySlice<UInt8> { self[part].payload[..<Self.partHeading].suffix(40).prefix(32) }
        func place(_ part: Int) -> ArraySlice<UInt8> { self[part].payload[..<Self.partHeading].suffix(4) }
        return main
            + Dictionary(grouping: parts) { [UInt8](name($0)) }.values
            .map { $0.sorted { place($0).lexicographicallyPrecedes(place($1)) } }
    }

    private func start(_ place: Int) -> Int { self[place].has(0xE1, prefix: MetadataHeading.xmp) ? Self.heading : Self.partHeading }

    private func packet(_ places: [Int]) -> [UInt8] { places.flatMap { self[$0].payload[start($0)...] } }

    /// A packet in parts stays as long as it was, as each of them says: spaces come behind it.
    private mutating func replacePacket(_ places: [Int], by packet: [UInt8]) {
        guard start(places[0]) == Self.partHeading else { return self[places[0]].payload.replaceSubrange(Self.heading..., with: packet) }
        var rest = packet[...]
        for place in places {
            let length = self[place].payload.count - Self.partHeading, part = rest.prefix(length)
            rest = rest.dropFirst(length)
            self[place].payload.replaceSubrange(Self.partHeading..., with: part + [UInt8](repeating: UInt8(ascii: " "), count: length - part.count))
        }
    }

    private mutating func removeKeywords(_ names: Set<String>) {
        let heading = MetadataHeading.photoshop
        let places = indices.filter { self[$0].has(0xED, prefix: heading) }
        let block = places.flatMap { self[$0].payload.dropFirst(heading.utf8.count) }
        guard let first = places.first, let kept = PhotoshopResources.withoutKeywords(block, names) else { return }
        self[first].payload = [UInt8](heading.utf8) + kept
        for place in places.dropFirst().reversed() { remove(at: place) }
        let parts = self[first].fittingParts
        replaceSubrange(first...first, with: parts)
    }
}
