#if TIFF
import Pixels
import System

/// What else in the file shows the picture: reduced forms of it, and pictures in metadata.
extension TIFFPatch {
    /// Makes reduced pictures anew where the marks are; one that cannot be is blanked.
    mutating func renewReduced(of picture: Composition, path: FilePath, limits: Limits, _ changes: inout MetadataChanges) {
        for directory in document.structure.reduced(of: document.index, document.file) {
            // A mask shows nothing of the picture.
            if document.file.number(TIFFTag.subfileType, of: directory) == 4 { continue }
            do throws(PhotoError) {
                let small = try TIFFReader.with(
                    document.file.bytes, directory: directory.position, path: path, limits: limits
                ) { (reader) throws(PhotoError) in
                    try reader.raster()
                }
                guard let reduced = picture.reduced(like: small) else { throw .unsupported(path: path, reason: "") }
                _ = try apply(reduced, to: directory, path: path, limits: limits)
                if TIFFStructure.thumbnail(of: directory, file) != nil { throw .unsupported(path: path, reason: "") }
                changes.renewed.append("reduced pictures")
            } catch {
                let samples = TIFFStructure.chunks(of: directory, file) + [TIFFStructure.thumbnail(of: directory, file)].compactMap(\.self)
                blank(samples)
                changes.removed.append("reduced pictures")
            }
        }
    }

    private mutating func blank(_ ranges: [Range<Int>]) {
        // A hostile file could name the picture's own bytes as those of its preview.
        let kept = document.structure.descriptive(document.file) + TIFFStructure.chunks(of: document.page, file)
        let before = file.bytes
        for range in ranges { file.bytes.replaceSubrange(range, with: [UInt8](repeating: 0, count: range.count)) }
        for range in kept where ranges.contains(where: { $0.overlaps(range) }) { file.bytes.replaceSubrange(range, with: before[range]) }
    }

    /// Takes pictures out of the metadata, and the names of faces that lay in what was removed.
    mutating func makeMetadataLasting(_ picture: Composition, keepsFaces: Bool, _ changes: inout MetadataChanges) {
        let structure = document.structure, page = document.page
        var faces = RemovedFaces()
        if let entry = page[TIFFTag.xmp], isApart(entry) {
            let before = file.data(of: entry)
            var packet = before
            if let kept = XMP.withoutPictures(packet) {
                packet = kept
                changes.removed.append("previews in XMP")
            }
            if !keepsFaces { packet = XMP.withoutNames(XMP.withoutRegions(packet, &faces, picture.removes), faces.names) }
            // XMP may have spaces behind it.
            if packet != before {
                let padding = [UInt8](repeating: UInt8(ascii: " "), count: before.count - packet.count)
                file.bytes.replaceSubrange(file.place(of: entry), with: packet + padding)
            }
        }
        changes.faces = faces.count
        takeOut(of: TIFFTag.photoshop, "pictures in Photoshop's resources", &changes) { block in
            let kept = PhotoshopResources.withoutPictures(block) ?? block
            return (faces.count > 0 ? PhotoshopResources.withoutKeywords(kept, faces.names) : nil) ?? kept
        }
        if faces.count > 0, let entry = page[TIFFTag.iptc], isApart(entry) {
            file.shorten(entry, to: IPTC.withoutKeywords(file.data(of: entry), faces.names))
        }
        let known: Set = [TIFFTag.xmp, TIFFTag.photoshop, TIFFTag.profile, TIFFTag.jpegTables]
        for directory in structure.all {
            for entry in directory.entries where !known.contains(entry.tag) && entry.count > Self.leastPicture && isApart(entry) {
                var value = file.data(of: entry)
                guard EmbeddedPictures.blank(in: &value) else { continue }
                file.bytes.replaceSubrange(file.place(of: entry), with: value)
                changes.removed.append("pictures in tag \(entry.tag)")
            }
        }
    }

    /// Whether an entry has single bytes that are its own.
    private func isApart(_ entry: TIFFFile.Entry) -> Bool { entry.size == 1 && isElsewhere(entry) }

    /// Whether what an entry has is not the header's or a directory's, too: a hostile file could name these, and what lay outside the file
    /// before this grew.
    func isElsewhere(_ entry: TIFFFile.Entry) -> Bool {
        let source = document.file, place = source.place(of: entry)
        return !place.isEmpty && place.lowerBound >= source.headerSize
            && (source.isInline(entry) || !document.structure.all.contains { source.extent(of: $0).overlaps(place) })
    }

    /// Bytes of the smallest file of a picture that shows anything.
    private static let leastPicture = 128

    private mutating func takeOut(of tag: Int, _ name: String, _ changes: inout MetadataChanges, _ kept: ([UInt8]) -> [UInt8]) {
        guard let entry = document.page[tag], isApart(entry) else { return }
        let before = file.data(of: entry), after = kept(before)
        guard after != before, after.count <= before.count else { return }
        file.shorten(entry, to: after)
        changes.removed.append(name)
    }

    /// Blanks what no directory speaks of, where a picture has room in it: old samples of a program that appended new ones.
    mutating func blankUnused(_ changes: inout MetadataChanges) {
        guard !document.isStack, let structure = TIFFStructure(file) else { return }
        let used = (structure.descriptive(file) + structure.samples(file)).sorted { $0.lowerBound < $1.lowerBound }
        var end = 0, before = 0
        for range in used + [file.bytes.count..<file.bytes.count] {
            if range.lowerBound - end > EmbeddedPictures.leastRoom {
                let gap = end..<range.lowerBound
                if file.bytes[gap].reduce(0, { $0 + ($1 == 0 ? 0 : 1) }) > EmbeddedPictures.leastRoom {
                    before += 1
                    file.bytes.replaceSubrange(gap, with: [UInt8](repeating: 0, count: gap.count))
                }
            }
            end = max(end, range.upperBound)
        }
        if before > 0 { changes.removed.append("data that no directory speaks of") }
    }
}
#endif
