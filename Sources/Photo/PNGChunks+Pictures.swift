extension PNGChunks {
    /// Chunks that are not marked safe to copy, but hold as long as the picture keeps its layout.
    private static let lasting: Set = [
        "PLTE", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD",
    ]

    /// Leaves only the chunks that still hold when samples have changed and that cannot show the old picture.
    ///
    /// The modification time goes, too: the file system has it, and the same input must give the same output.
    /// - Returns: the names of what was removed for showing the old picture, and the types that no longer hold.
    mutating func keepOnlyLasting() -> (removed: [String], void: [String]) {
        var removed: [String] = [], void: [String] = []
        func keep(_ chunk: Chunk) -> Chunk? {
            guard chunk.isSafeToCopy || Self.lasting.contains(chunk.type) else {
                void.append(chunk.type)
                return nil
            }
            let (kept, name) = chunk.withoutPictures()
            if let name { removed.append(name) }
            return kept
        }
        before = before.compactMap(keep)
        after = after.compactMap(keep)
        if trailingBytes > 0 { removed.append("data behind the picture") }
        return (removed, void)
    }

    /// Takes out the chunks of these types.
    mutating func remove(_ types: Set<String>) { before.removeAll { types.contains($0.type) } }

    /// Puts a palette in the place of the present one.
    mutating func replacePalette(_ palette: Chunk, transparency: Chunk?) {
        let place = before.firstIndex { $0.type == "PLTE" } ?? 0
        before[place] = palette
        before.removeAll { $0.type == "tRNS" }
        if let transparency { before.insert(transparency, at: place + 1) }
    }
}

extension PNGChunks.Chunk {
    /// The chunk without what may show the old picture, nil where nothing is left, and what was in it.
    fileprivate func withoutPictures() -> (Self?, name: String?) {
        switch type {
        case "PLTE", "tRNS", "iCCP": return (self, nil)
        case "eXIf":
            guard let exif = EXIF.withoutPictures(payload) else { return (self, nil) }
            return (Self(type: type, payload: exif), "the EXIF thumbnail")
        case "tEXt", "zTXt", "iTXt":
            guard let text = text else { return (self, nil) }
            let isXMP = payload.starts(with: "XML:com.adobe.xmp\0".utf8)
            if isXMP && payload[18] == 0, let start = text.start {
                guard let packet = XMP.withoutPictures(text.bytes) else { return (self, nil) }
                return (Self(type: type, payload: payload[..<start] + packet), "previews in XMP")
            }
            let isClean = XMP.withoutPictures(text.bytes) == nil
                && EmbeddedPictures.ranges(in: Self.hexadecimal(text.bytes)).isEmpty
            return isClean ? (self, nil) : (nil, "text that holds a picture")
        default:
            return EmbeddedPictures.ranges(in: payload).isEmpty ? (self, nil) : (nil, "previews of the maker")
        }
    }

    /// The text of a text chunk, inflated where need be, and where it starts when it lies open.
    private var text: (bytes: [UInt8], start: Int?)? {
        guard let keyword = payload.prefix(80).firstIndex(of: 0) else { return nil }
        switch type {
        case "tEXt": return (Array(payload[(keyword + 1)...]), keyword + 1)
        case "zTXt":
            guard keyword + 2 <= payload.count else { return nil }
            return PNGChunks.inflate(payload[(keyword + 2)...]).map { ($0, nil) }
        default:
            guard keyword + 3 <= payload.count, let language = payload[(keyword + 3)...].firstIndex(of: 0),
                let translated = payload[(language + 1)...].firstIndex(of: 0)
            else { return nil }
            let rest = payload[(translated + 1)...]
            if payload[keyword + 1] == 0 { return (Array(rest), translated + 1) }
            return PNGChunks.inflate(rest).map { ($0, nil) }
        }
    }

    /// The bytes that a text spells in pairs of hexadecimal digits behind its heading, as ImageMagick's "Raw profile" has it.
    private static func hexadecimal(_ text: [UInt8]) -> [UInt8] {
        // The heading is a line break, a name, a line break, a length and a line break.
        let body = text.split(separator: UInt8(ascii: "\n"), maxSplits: 2).last ?? []
        let digits = body.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
