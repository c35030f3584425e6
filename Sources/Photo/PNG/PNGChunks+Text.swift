/// The texts of a PNG file: tEXt, zTXt and iTXt.
extension PNGChunks.Chunk {
    static let xmpName = "XML:com.adobe.xmp"
    private static let xmpKeyword = Array("\(xmpName)\0".utf8)

    var isText: Bool { ["tEXt", "zTXt", "iTXt"].contains(type) }

    /// What a text is about.
    var keyword: String { String(decoding: payload.prefix(80).prefix { $0 != 0 }, as: UTF8.self) }

    /// Whether it may be EXIF in digits.
    var isRawEXIF: Bool { isText && ["exif", "APP1"].contains { payload.starts(with: (RawProfile.keyword + $0 + "\0").utf8) } }

    /// The text, inflated where need be to at most `limit` bytes; nil where it is none, or longer.
    func text(limit: Int) -> [UInt8]? {
        guard let start = textStart else { return nil }
        return isDeflated ? try? PNGChunks.inflate(payload[start...], limit: limit) : Array(payload[start...])
    }

    /// The chunk without what may show the old picture; nil where nothing is left.
    ///
    /// Text is inflated to be looked into, as long as `budget` bytes last.
    func textWithoutPictures(
        inflatingUpTo budget: inout Int, _ changes: inout MetadataChanges, faces isRemoved: XMP.FaceTest?
    ) -> Self? {
        guard let start = textStart else { return self }
        var text = Array(payload[start...])
        if isDeflated {
            do throws(PNGChunks.InflateError) {
                text = try PNGChunks.inflate(payload[start...], limit: budget)
                budget -= text.count
            } catch {
                if error == .damaged { return self }
                changes.removed.append("text too long to be searched for pictures")
                return nil
            }
        }
        var kept = text
        if payload.starts(with: Self.xmpKeyword) {
            kept = changes.cleaned(xmp: text, faces: isRemoved)
        } else if payload.starts(with: RawProfile.keyword.utf8), var profile = RawProfile(text) {
            if profile.removePictures() { changes.removed.append("pictures in a raw profile") }
            if let isRemoved { changes.faces += profile.removeFaces(isRemoved) }
            if profile.bytes != RawProfile(text)?.bytes { kept = profile.text }
        }
        guard Self.isClean(kept) else {
            changes.removed.append("text that holds a picture")
            return nil
        }
        if kept == text { return self }
        guard let stored = isDeflated ? PNGChunks.deflate(kept) : kept else { return nil }
        return Self(type: type, payload: payload[..<start] + stored)
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
        if EmbeddedPictures.isIn(text) || XMP.withoutPictures(text) != nil { return false }
        guard var profile = RawProfile(text) else { return true }
        return !profile.removePictures() && !EmbeddedPictures.isIn(profile.bytes)
    }
}
