/// Taking out pictures: the thumbnail's directory and those that follow it (EXIF 2.32, 4.5.8), the directories below the
/// first that hold further ones (TIFF technical note 1), what the first one itself points at, and previews in maker notes.
extension EXIF {
    /// A block without pictures, all else in its place; nil where it has none.
    static func withoutPictures(_ bytes: [UInt8]) -> [UInt8]? {
        var exif = EXIF(bytes)
        guard let first = exif.directory(at: exif.firstDirectory) else {
            return EmbeddedPictures.blank(in: &exif.bytes) ? exif.bytes : nil
        }
        exif.blank(
            [first.link..<first.link + 4] + exif.contents(from: [first.next]) + exif.furtherPictures, sparing: exif.lasting)
        _ = EmbeddedPictures.blank(in: &exif.bytes)
        return exif.bytes == bytes ? nil : exif.bytes
    }

    /// What is not to go with pictures: the header, the directories that describe the photo, but for the first one's link,
    /// and their values but for maker notes. Other directories may share these values.
    var lasting: [Range<Int>] {
        [0..<8] + photoDirectories.flatMap { directory in
            [directory.position..<directory.link] + directory.entries.compactMap { entry in
                [Tag.makerNote, Tag.thumbnailData].contains(entry.tag) ? nil : place(of: entry)
            }
        }
    }

    /// Pictures that belong to the first directory: its own, which a photo's EXIF should not have, and those of the
    /// directories below it.
    var furtherPictures: [Range<Int>] {
        guard let first = directory(at: firstDirectory) else { return [] }
        return pictures(of: first) + contents(from: subdirectories(of: first))
    }

    /// The directories at `starts`, those behind and below them, and all that they point at.
    func contents(from starts: [Int]) -> [Range<Int>] {
        var ranges: [Range<Int>] = [], pending = starts, visited: Set = [0, firstDirectory]
        // Cameras write one further directory; a hostile file could chain thousands, each with as many entries.
        while visited.count < 64, let position = pending.popLast() {
            guard visited.insert(position).inserted, let directory = directory(at: position) else { continue }
            ranges.append(position..<directory.link + 4)
            ranges += directory.entries.compactMap(place) + pictures(of: directory)
            pending += subdirectories(of: directory) + [directory.next]
        }
        return ranges
    }

    /// At most as many as are looked into.
    private func subdirectories(of directory: Directory) -> [Int] {
        directory.entries.filter { $0.tag == Tag.furtherDirectories }
            .prefix(64).flatMap { entry in (0..<min(entry.count, 64)).map { value(entry, at: $0) } }
    }

    /// The samples that a directory points at: a JPEG file, strips or tiles.
    private func pictures(of directory: Directory) -> [Range<Int>] {
        [(Tag.thumbnailOffset, Tag.thumbnailLength), (Tag.stripOffsets, Tag.stripByteCounts), (Tag.tileOffsets, Tag.tileByteCounts)]
            .flatMap { offsetTag, lengthTag -> [Range<Int>] in
                guard let offsets = directory.entries.first(where: { $0.tag == offsetTag }),
                    let lengths = directory.entries.first(where: { $0.tag == lengthTag })
                else { return [] }
                return (0..<min(offsets.count, lengths.count, 4096)).map { index in
                    let offset = value(offsets, at: index)
                    return offset..<offset + value(lengths, at: index)
                }
            } + directory.entries.filter { $0.tag == Tag.thumbnailData }.compactMap(place)
    }

    /// Sets the bytes of `ranges` to 0 but for those of `kept`.
    mutating func blank(_ ranges: [Range<Int>], sparing kept: [Range<Int>] = []) {
        let before = bytes
        for range in merged(ranges) { for index in range { bytes[index] = 0 } }
        for range in merged(kept) { bytes.replaceSubrange(range, with: before[range]) }
    }

    /// What the ranges cover inside the block, each byte once: a hostile file could name all of it again and again.
    private func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.map({ $0.clamped(to: bytes.indices) }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
