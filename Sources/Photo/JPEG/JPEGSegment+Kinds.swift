/// What each kind of segment may hold of the picture.
///
/// Kinds whose making is known are looked into by their own rules; a segment of another kind that holds a file of a picture
/// goes. Where nothing is known, a picture could lie in samples that nothing tells from numbers: so text stays, what is
/// too small for a picture stays, and the rest goes, which the last line says.
extension JPEGSegment {
    /// Kinds that hold nothing but pictures, or that are void once the picture has changed.
    private static let unwanted: [(marker: UInt8, prefix: String, name: String)] = [
        (0xE0, "JFXX\0", "the JFIF thumbnail"),
        (0xE1, "FLIR\0", "FLIR's thermal data"),
        (0xE2, MetadataHeading.pictureIndex, "the index of further pictures"),
        (0xE2, "FPXR\0", "FlashPix data"),
        (0xE2, MetadataHeading.isoGainMap, "the gain map's description"),
        // Uncompressed samples of 288 x 216, and places in the scan with their means.
        (0xE4, "HPSC", "HP's preview"),
        (0xE4, "SCALADO\0", "Scalado's index"),
        (0xEB, "JP", "content credentials"),
        (0xEB, "HDR_RI", "the ratio image"),
    ]

    /// Kinds that are no text and may be large, and that hold what the camera knew of the place and time, the way of
    /// printing, or of telling colors, but no picture.
    private static let harmless: [(marker: UInt8, prefix: String)] = [
        (0xE5, "RMETA\0"), (0xE6, "GoPro\0"), (0xE6, "NITF\0"), (0xE6, "EPPIM\0"), (0xE8, "SPIFF\0"), (0xED, "Adobe_CM\0"),
    ]

    /// What the segment is called where it goes as a whole.
    var unwantedName: String? { Self.unwanted.first { has($0.marker, prefix: $0.prefix) }?.name }

    /// Whether the making is known, and pictures in it are looked for by its own rules.
    var isKnown: Bool {
        has(0xE0, prefix: "JFIF\0") || has(0xE1, prefix: MetadataHeading.exif)
            || has(0xE1, prefix: MetadataHeading.xmp) || has(0xE1, prefix: MetadataHeading.extendedXMP)
            || has(0xE2, prefix: MetadataHeading.profile) || has(0xED, prefix: MetadataHeading.photoshop)
            || has(0xEE, prefix: "Adobe")
    }

    /// Kodak's further directory of tags.
    var isKodakBlock: Bool { ["Meta\0\0", "META\0\0", "Exif\0\0"].contains { has(0xE3, prefix: $0) } }

    /// Whether it is unknown data that could hold a picture, if it is large together with others of its marker.
    var isLargeIfTogether: Bool {
        !isKnown && !isKodakBlock && !Self.harmless.contains { has($0.marker, prefix: $0.prefix) } && !isText(payload)
    }

    /// The marker as the standard calls it, and the letters that the segment begins with.
    var markerName: String {
        let letters = payload.prefix(16).prefix { $0 > 0x20 && $0 < 0x7F }
        let marker = marker == 0xFE ? "a comment" : "APP\(marker - 0xE0)"
        return letters.count < 3 ? marker : "\(marker) (\(String(decoding: letters, as: UTF8.self)))"
    }
}

/// Whether bytes are lines of UTF-8, with zeros between or behind them.
func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || [0, 9, 10, 13].contains($0) } && String(validating: bytes, as: UTF8.self) != nil
}
