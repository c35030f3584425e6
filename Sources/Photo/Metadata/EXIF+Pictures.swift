/// Taking out pictures: the thumbnail's directory and those that follow it (EXIF 2.32, 4.5.8), the directories below the
/// first that hold further ones (TIFF technical note 1), what the first one itself points at, and previews in maker notes.
extension EXIF {
    /// A block without pictures, all else in its place; nil where it has none.
    static func withoutPictures(_ bytes: [UInt8]) -> [UInt8]? {
        var exif = EXIF(bytes)
        guard let first = exif.directory(at: exif.firstDirectory) else {
            return exif.blankPreviews() ? exif.bytes : nil
        }
        exif.blank(
            [first.link..<first.link + 4] + exif.contents(from: [first.next]) + exif.furtherPictures, sparing: exif.lasting)
        exif.blankPreviews()
        return exif.bytes == bytes ? nil : exif.bytes
    }

    /// Blanks what is a picture by itself, wherever it lies, and what maker notes are known to hold; whether there was one.
    ///
    /// A picture inside a value that lasts is blanked as far as that value goes, and one between values leaves them alone:
    /// what has no end does not take along what comes behind it.
    @discardableResult mutating func blankPreviews() -> Bool {
        let before = bytes
        for value in merged(lasting, joiningNeighbors: false) {
            var part = Array(bytes[value])
            if EmbeddedPictures.blank(in: &part) { bytes.replaceSubrange(value, with: part) }
        }
        let kept = lasting, (files, encoded) = (EmbeddedPictures.ranges(in: bytes), EmbeddedPictures.encodedRanges(in: bytes))
        blank(files + picturesInMakerNote, sparing: kept)
        blank(encoded, with: UInt8(ascii: " "), sparing: kept)
        return bytes != before
    }

    /// A block of which nothing is known but its directories, without values and other bytes in which a picture has room; nil
    /// where it has none. Text stays.
    static func withoutLargeValues(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var exif = EXIF(bytes)
        let directories = exif.photoDirectories
        let structure = [0..<min(8, bytes.count)] + directories.map { $0.position..<$0.link + 4 }
        let values = directories.flatMap { $0.entries.compactMap(exif.place) }.map { $0.clamped(to: bytes.indices) }
        let kept = exif.merged(structure + values.filter { $0.count <= limit || isText(Array(bytes[$0])) })
        exif.blank([bytes.indices], sparing: kept)
        // Padding between values is small, and so is what a directory says that is not one of those that are known.
        let lost = zip(bytes, exif.bytes).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
        if lost <= limit { exif.bytes = bytes }
        exif.blankPreviews()
        return exif.bytes == bytes ? nil : exif.bytes
    }

    /// What is not to go with pictures: the header, the directories that describe the photo, but for the first one's link,
    /// and their values but for maker notes. Other directories may share these values.
    var lasting: [Range<Int>] {
        [0..<8]
            + photoDirectories.flatMap { directory in
                [directory.position..<directory.link]
                    + directory.entries.compactMap { entry in
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

    /// Sets the bytes of `ranges` to `blank` but for those of `kept`.
    mutating func blank(_ ranges: [Range<Int>], with blank: UInt8 = 0, sparing kept: [Range<Int>] = []) {
        if ranges.isEmpty { return }
        let before = bytes
        for range in merged(ranges) { for index in range { bytes[index] = blank } }
        for range in merged(kept) { bytes.replaceSubrange(range, with: before[range]) }
    }

    /// What the ranges cover inside the block, each byte once: a hostile file could name all of it again and again.
    private func merged(_ ranges: [Range<Int>], joiningNeighbors: Bool = true) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.map({ $0.clamped(to: bytes.indices) }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound < last.upperBound || joiningNeighbors && range.lowerBound == last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
