extension PNGChunks {
    /// Chunks that are not marked safe to copy, but hold as long as the picture keeps its layout.
    private static let lasting: Set = [
        "PLTE", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pCAL", "sCAL", "sTER",
    ]

    /// Leaves only the chunks that still hold when samples have changed and that cannot show the old picture.
    ///
    /// The modification time goes, too: the file system has it, and the same input must give the same output.
    /// - Parameter isRemoved: which faces lie in what was removed; nil where all are kept.
    /// - Returns: what became of metadata, and the types that no longer hold.
    mutating func keepOnlyLasting(
        faces isRemoved: XMP.FaceTest?
    ) -> (changes: MetadataChanges, void: [String]) {
        var changes = MetadataChanges(), void: [String] = []
        var budget = limits.inflated
        let large = largeUnknownTypes
        func keep(_ chunk: Chunk) -> Chunk? {
            guard chunk.isSafeToCopy || Self.lasting.contains(chunk.type) else {
                void.append(chunk.type)
                return nil
            }
            if large.contains(chunk.type) {
                changes.removed.append("unknown data in \(chunk.type)")
                return nil
            }
            if chunk.isText { return chunk.textWithoutPictures(inflatingUpTo: &budget, &changes, faces: isRemoved) }
            return chunk.withoutPictures(&changes)
        }
        before = before.compactMap(keep)
        after = after.compactMap(keep)
        if trailingBytes > 0 { changes.removed.append("data behind the picture") }
        var seen: Set<String> = []
        return (changes, void.filter { seen.insert($0).inserted })
    }

    /// Types of no known meaning under which there is more than text and more than may stay unknown, as in JPEG's segments.
    private var largeUnknownTypes: Set<String> {
        var sizes: [String: Int] = [:]
        for chunk in before + after where !chunk.isText && !Self.lasting.contains(chunk.type) && !["eXIf", "sPLT"].contains(chunk.type) {
            if !EmbeddedPictures.isIn(chunk.payload), !isText(chunk.payload) { sizes[chunk.type, default: 0] += chunk.payload.count }
        }
        return Set(sizes.filter { $0.value > EmbeddedPictures.leastRoom }.keys)
    }

    /// Takes out the chunks of these types.
    mutating func remove(_ types: [String]) { before.removeAll { types.contains($0.type) } }

    /// Puts a palette in the place of the present one.
    mutating func replacePalette(_ palette: Chunk, transparency: Chunk?) {
        let place = before.firstIndex { $0.type == "PLTE" } ?? 0
        before[place] = palette
        before.removeAll { $0.type == "tRNS" }
        if let transparency { before.insert(transparency, at: place + 1) }
    }
}

extension PNGChunks.Chunk {
    /// The chunk, which is no text, without what may show the old picture; nil where nothing is left.
    fileprivate func withoutPictures(_ changes: inout MetadataChanges) -> Self? {
        switch type {
        case "PLTE", "tRNS", "iCCP": return self
        case "eXIf":
            let start = payload.starts(with: MetadataHeading.exif.utf8) ? MetadataHeading.exif.utf8.count : 0
            guard let exif = EXIF.withoutPictures(Array(payload[start...])) else { return self }
            changes.removed.append("pictures in EXIF")
            return Self(type: type, payload: payload[..<start] + exif)
        default:
            guard EmbeddedPictures.isIn(payload) else { return self }
            changes.removed.append("previews of the maker")
            return nil
        }
    }
}
