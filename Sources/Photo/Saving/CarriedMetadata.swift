import System

/// What a photo's file says besides its samples, as far as it has a place in files of other formats.
struct CarriedMetadata {
    /// From the TIFF header on.
    var exif: [UInt8]?
    var xmp: [UInt8]?
    /// Photoshop's resources, of which IPTC is one.
    var resources: [UInt8]?
    var comment: [UInt8]?
    /// By the tags of EXIF for them, of which its block says nothing.
    var texts: [Int: [UInt8]] = [:]
    var resolution: Resolution?
    /// What tells the colors by numbers that are not those of sRGB; a profile is made of it.
    var convertedColors: String?
    /// What tells colors that cannot be converted; and their numbers, for formats that tell colors by the same.
    var lostColors: String?
    var colorCode: CodedColors.Code?
    /// What has no place, by the names that the user reads.
    var left: [String] = []

    var lostColorNote: String? { lostColors.map { "its colors (\($0)) will be taken for sRGB, which they are not" } }

    /// The numbers of colors that cannot be converted, for a format that tells them by these: nothing is lost then.
    mutating func keptColorCode() -> CodedColors.Code? {
        if colorCode != nil { lostColors = nil }
        return colorCode
    }

    /// What becomes of colors that no profile tells in a JPEG file, a clause each.
    var colorNotes: [String] {
        [convertedColors.map { "its colors (\($0)) converted to sRGB" }, lostColorNote].compactMap(\.self)
    }

    /// Puts texts into EXIF, and where `hasAll`, also comment and resolution, which have no place of their own in some formats.
    mutating func completeEXIF(hasAll: Bool, _ changes: inout MetadataChanges) {
        var values = texts.mapValues { EXIF.Value.text($0) }
        if hasAll, let resolution { values.merge(resolution.exifValues) { $1 } }
        if hasAll, let comment { values[EXIF.Tag.description] = values[EXIF.Tag.description] ?? .text(comment.filter { $0 != 0 }) }
        if let complete = EXIF.adding(values, to: exif) { exif = complete }
        let kept = exif.map(EXIF.init)
        for text in texts where kept?.text(text.key) != text.value { changes.left.append("a text about the picture") }
        if hasAll, let comment, kept?.text(EXIF.Tag.description) != comment.filter({ $0 != 0 }) { changes.left.append("a comment") }
        if hasAll, resolution != nil, kept.flatMap({ Resolution($0) }) == nil { changes.left.append("the resolution") }
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
        let clean = texts.filter { !EmbeddedPictures.isIn($0.value) }
        if clean.count < texts.count { changes.removed.append("text that holds a picture") }
        texts = clean
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
