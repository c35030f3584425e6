/// What XMP says of gain maps: in the photo that there is one, and where; in the map what its numbers mean.
extension XMP {
    private static let names = ["http://ns.adobe.com/hdr-gain-map/1.0/", "http://ns.apple.com/HDRGainMap/1.0/"].map { Array($0.utf8) }

    static func describesGainMap(_ packet: [UInt8]) -> Bool { names.contains { packet.firstRange(of: $0) != nil } }

    /// Whether the packet lists the files behind the photo, a gain map among them (Ultra HDR 1.0, "GContainer").
    static func listsGainMap(_ packet: [UInt8]) -> Bool {
        packet.firstRange(of: Array("Semantic=\"GainMap\"".utf8)) != nil || packet.firstRange(of: Array("Semantic>GainMap<".utf8)) != nil
    }

    /// The packet with a new list, of the photo and a gain map of `length` bytes; nil where it does not end as RDF does.
    static func listingGainMap(_ packet: [UInt8], length: Int) -> [UInt8]? {
        guard let end = packet.ranges(of: Array("</rdf:RDF>".utf8)).last?.lowerBound else { return nil }
        let list = """
            <rdf:Description rdf:about="" xmlns:Container="http://ns.google.com/photos/1.0/container/" \
            xmlns:Item="http://ns.google.com/photos/1.0/container/item/"><Container:Directory><rdf:Seq>\
            <rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="Primary" Item:Mime="image/jpeg"/></rdf:li>\
            <rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg" Item:Length="\(length)"/></rdf:li>\
            </rdf:Seq></Container:Directory></rdf:Description>
            """
        return Array(packet[..<end]) + Array(list.utf8) + packet[end...]
    }
}
