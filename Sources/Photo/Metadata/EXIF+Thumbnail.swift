import CJPEG
import System

extension EXIF {
    /// The block with its JPEG thumbnail (EXIF 2.32, 4.5.8) made anew from `result`, in its own size, tables and sampling,
    /// without any further pictures, and whether there were such; nil where there is none, or no simple way.
    ///
    /// The new one takes the old one's place where it fits, else it goes to the end, if that stays within `limit` bytes.
    func withThumbnail(of result: Composition, limit: Int) -> (bytes: [UInt8], hadFurther: Bool)? {
        guard let first = directory(at: firstDirectory), first.next != firstDirectory,
            let old = thumbnail(behind: first.next)
        else { return nil }
        let own = [first.link..<first.link + 4, first.next..<old.link] + old.values
        let kept = lasting + own
        guard !kept.contains(where: { $0.overlaps(old.place) }),
            let picture = Self.encode(result, like: Array(bytes[old.place]))
        else { return nil }
        var renewed = self
        renewed.blank([old.place, old.link..<old.link + 4], sparing: kept)
        let thumbnailOnly = renewed.bytes
        renewed.blank(contents(from: [old.next]) + furtherPictures, sparing: kept)
        renewed.blankPreviews()
        // What was taken for a preview may have reached over the directory.
        guard own.map({ $0.clamped(to: bytes.indices) }).allSatisfy({ renewed.bytes[$0] == bytes[$0] }) else { return nil }
        let hadFurther = renewed.bytes != thumbnailOnly
        let offset = picture.count <= old.place.count ? old.place.lowerBound : renewed.bytes.count
        if offset == renewed.bytes.count { renewed.bytes += [UInt8](repeating: 0, count: picture.count) }
        guard renewed.bytes.count <= limit else { return nil }
        renewed.bytes.replaceSubrange(offset..<offset + picture.count, with: picture)
        renewed.store(offset, at: old.offsetEntry.position + 8)
        renewed.store(picture.count, at: old.lengthEntry.position + 8)
        return (renewed.bytes, hadFurther)
    }

    /// Whether there is a JPEG thumbnail that `withThumbnail` tries to make anew.
    var hasThumbnail: Bool { directory(at: firstDirectory).flatMap { thumbnail(behind: $0.next) } != nil }

    /// Where the JPEG thumbnail of the directory at `position` lies, and what tells of it.
    private func thumbnail(
        behind position: Int
    ) -> (place: Range<Int>, values: [Range<Int>], offsetEntry: Entry, lengthEntry: Entry, link: Int, next: Int)? {
        let others = [Tag.stripOffsets, Tag.tileOffsets, Tag.furtherDirectories]
        guard let directory = directory(at: position), directory.link + 4 <= bytes.count,
            !directory.entries.contains(where: { others.contains($0.tag) }),
            let offsetEntry = directory.entries.first(where: { $0.tag == Tag.thumbnailOffset }),
            let lengthEntry = directory.entries.first(where: { $0.tag == Tag.thumbnailLength }),
            [offsetEntry, lengthEntry].allSatisfy({ $0.type == 4 && $0.count == 1 })
        else { return nil }
        let offset = value(offsetEntry, at: 0), length = value(lengthEntry, at: 0)
        guard length > 0, offset + length <= bytes.count else { return nil }
        return (offset..<offset + length, directory.entries.compactMap(place), offsetEntry, lengthEntry, directory.link, directory.next)
    }

    /// The result as a JPEG file in the size, tables and sampling of `old`; nil where that cannot be read.
    private static func encode(_ result: Composition, like old: [UInt8]) -> [UInt8]? {
        // Thumbnails are a few hundred pixels wide; anything larger is none.
        try? JPEGReader.with(old, path: "", limits: Limits(pixels: 1 << 18)) { (reader) throws(PhotoError) in
            let model = try reader.model()
            guard let picture = result.reduced(toWidth: reader.width, height: reader.height, model: model) else { return nil }
            let handle = reader.handle
            return try [UInt8](writing: { (file) throws(PhotoError) in
                try JPEGWriter.encode(
                    (picture.width, picture.height), model, .like(handle), segments: [], to: file, path: "", rows: picture.fillBigEndianRow)
            })
        }
    }
}
