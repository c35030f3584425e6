import System

/// What a photo's file says besides its samples, as far as it has a place in files of other formats.
struct CarriedMetadata {
    /// From the TIFF header on.
    var exif: [UInt8]?
    var xmp: [UInt8]?
    /// Photoshop's resources, of which IPTC is one.
    var resources: [UInt8]?
    var comment: [UInt8]?
    var resolution: Resolution?
    /// What tells the colors by numbers that are not those of sRGB; a profile is made of it.
    var convertedColors: String?
    /// What tells colors that cannot be converted.
    var lostColors: String?
    /// What has no place, by the names that the user reads.
    var left: [String] = []

    var lostColorNote: String? { lostColors.map { "its colors (\($0)) will be taken for sRGB, which they are not" } }

    /// What becomes of colors that no profile tells in a JPEG file, a clause each.
    var colorNotes: [String] {
        [convertedColors.map { "its colors (\($0)) converted to sRGB" }, lostColorNote].compactMap(\.self)
    }

    /// Takes out what could show the old picture, and what holds for the picture as it lay in the file alone: the result is
    /// written upright.
    mutating func makeLasting(_ picture: Composition, keepsFaces: Bool) -> MetadataChanges {
        var changes = MetadataChanges()
        if let exif {
            if EXIF.withoutPictures(exif) != nil { changes.removed.append("pictures in EXIF") }
            self.exif = EXIF.upright(exif)
        }
        if let packet = xmp.flatMap({ XMP.withoutPictures($0, losesExtension: true) }) {
            xmp = packet
            changes.removed.append("previews in XMP")
        }
        if !keepsFaces, let xmp {
            var faces = RemovedFaces()
            let packet = XMP.withoutRegions(xmp, &faces, picture.removes)
            self.xmp = XMP.withoutNames(packet, faces.names)
            if faces.count > 0 { resources = resources.map { PhotoshopResources.withoutKeywords($0, faces.names) ?? $0 } }
            changes.faces = faces.count
        }
        if picture.orientation != .upright, let packet = xmp {
            xmp = XMP.upright(packet)
            if xmp?.count != packet.count { left.append("regions of faces, which are those of the turned picture") }
        }
        if picture.orientation.isTransposed { resolution = resolution?.transposed }
        if let block = resources.flatMap(PhotoshopResources.withoutPictures) {
            resources = block
            changes.removed.append("pictures in Photoshop's resources")
        }
        if let comment, EmbeddedPictures.isIn(comment) {
            self.comment = nil
            changes.removed.append("a comment that holds a picture")
        }
        changes.left += left
        return changes
    }
}

extension EXIF {
    /// A block for a picture that is written upright, without thumbnail and previews.
    static func upright(_ bytes: [UInt8]) -> [UInt8] {
        var exif = EXIF(withoutPictures(bytes) ?? bytes)
        exif.resetOrientation()
        return exif.bytes
    }
}
