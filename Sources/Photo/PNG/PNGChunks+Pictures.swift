extension PNGChunks {
    /// Chunks that are not marked safe to copy, but hold as long as the picture keeps its layout.
    private static let lasting: Set = [
        "PLTE", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pCAL", "sCAL", "sTER",
    ]

    /// Leaves only the chunks that still hold when samples have changed and that cannot show the old picture.
    ///
    /// The modification time goes, too: the file system has it, and the same input must give the same output.
    /// - Returns: the names of what was removed for showing the old picture, and the types that no longer hold.
    mutating func keepOnlyLasting() -> (removed: [String], void: [String]) {
        var removed: [String] = [], void: [String] = []
        var budget = Self.inflatedLimit
        func keep(_ chunk: Chunk) -> Chunk? {
            guard chunk.isSafeToCopy || Self.lasting.contains(chunk.type) else {
                void.append(chunk.type)
                return nil
            }
            let (kept, name) = chunk.withoutPictures(inflatingUpTo: &budget)
            if let name { removed.append(name) }
            return kept
        }
        before = before.compactMap(keep)
        after = after.compactMap(keep)
        if trailingBytes > 0 { removed.append("data behind the picture") }
        var seen: Set<String> = []
        return (removed.filter { seen.insert($0).inserted }, void.filter { seen.insert($0).inserted })
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
    /// The chunk without what may show the old picture, nil where nothing is left, and what was in it.
    ///
    /// Text is inflated to be looked into, as long as `budget` bytes last.
    fileprivate func withoutPictures(inflatingUpTo budget: inout Int) -> (Self?, name: String?) {
        switch type {
        case "PLTE", "tRNS", "iCCP": return (self, nil)
        case "eXIf":
            guard let exif = EXIF.withoutPictures(payload) else { return (self, nil) }
            return (Self(type: type, payload: exif), "pictures in EXIF")
        case "tEXt", "zTXt", "iTXt":
            guard let start = textStart else { return (self, nil) }
            guard isDeflated else { return withoutPicturesInText(from: start) }
            do throws(PNGChunks.InflateError) {
                let text = try PNGChunks.inflate(payload[start...], limit: budget)
                budget -= text.count
                return Self.isClean(text) ? (self, nil) : (nil, Self.pictureInText)
            } catch {
                return error == .damaged ? (self, nil) : (nil, "text too long to be searched for pictures")
            }
        default:
            return EmbeddedPictures.isIn(payload) ? (nil, "previews of the maker") : (self, nil)
        }
    }

    private static let pictureInText = "text that holds a picture"

    private func withoutPicturesInText(from start: Int) -> (Self?, name: String?) {
        let text = Array(payload[start...])
        if type == "iTXt" && payload.starts(with: "XML:com.adobe.xmp\0".utf8) {
            guard let packet = XMP.withoutPictures(text) else { return (self, nil) }
            return (Self(type: type, payload: payload[..<start] + packet), "previews in XMP")
        }
        return Self.isClean(text) ? (self, nil) : (nil, Self.pictureInText)
    }

    /// Where the text begins behind the keyword and what else comes first; nil where it does not.
    private var textStart: Int? {
        guard let keyword = payload.prefix(80).firstIndex(of: 0) else { return nil }
        switch type {
        case "tEXt": return keyword + 1
        case "zTXt": return keyword + 2 <= payload.count ? keyword + 2 : nil
        default:
            guard keyword + 3 <= payload.count, let language = payload[(keyword + 3)...].firstIndex(of: 0),
                let translated = payload[(language + 1)...].firstIndex(of: 0)
            else { return nil }
            return translated + 1
        }
    }

    /// Of chunks that have a `textStart`.
    private var isDeflated: Bool { type == "zTXt" || type == "iTXt" && payload[payload.firstIndex(of: 0)! + 1] != 0 }

    /// Whether there is no picture in a text, be it XMP, or a block of other metadata in hexadecimal digits.
    private static func isClean(_ text: [UInt8]) -> Bool {
        let block = hexadecimal(text), exif = Array(JPEGMetadata.exifPrefix.utf8)
        if block.starts(with: exif), EXIF.withoutPictures(Array(block.dropFirst(exif.count))) != nil { return false }
        return [text, block].allSatisfy { !EmbeddedPictures.isIn($0) && XMP.withoutPictures($0) == nil }
    }

    /// The bytes that a text spells in pairs of hexadecimal digits behind its heading, as ImageMagick's "Raw profile" has it.
    private static func hexadecimal(_ text: [UInt8]) -> [UInt8] {
        // The heading is a line break, a name, a line break, a length and a line break.
        let body = text.split(separator: UInt8(ascii: "\n"), maxSplits: 2).last ?? []
        let digits = body.compactMap(digit)
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): (character | 0x20) - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
