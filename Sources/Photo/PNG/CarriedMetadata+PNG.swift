import System

extension CarriedMetadata {
    private static let comment = "Comment"
    /// Keywords of the PNG specification, 11.3.3.2, for which EXIF has tags.
    private static let tags = [
        "Author": EXIF.Tag.artist, "Description": EXIF.Tag.description, "Copyright": EXIF.Tag.copyright, "Software": EXIF.Tag.software,
    ]
    /// What is in the samples that are written, or in what is written for them.
    private static let consumed: Set = ["PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "eXIf", "pHYs"]

    init(_ chunks: PNGChunks, textLimit: Int) {
        exif = chunks.exif
        convertedColors = chunks.colors?.names
        (lostColors, colorCode) = (chunks.lostColors?.name, chunks.lostColors?.code)
        var budget = textLimit
        for chunk in chunks.before + chunks.after {
            guard chunk.isText else {
                if chunk.type == "pHYs" { resolution = Resolution(pHYs: chunk.payload) }
                if !Self.consumed.contains(chunk.type) { left.append(chunk.type) }
                continue
            }
            let keyword = chunk.keyword, text = chunk.text(limit: budget)
            budget -= text?.count ?? 0
            if !take(text, keyword) { left.append("the text \(keyword)") }
        }
        if chunks.hasProfile, chunks.profile == nil { left.append("a color profile that cannot be read") }
        left += chunks.broken.map { "damaged \($0)" }
        if chunks.isAnimation { left.append(PNGChunks.animation) }
        if chunks.trailingBytes > 0 { left.append("data behind the picture") }
    }

    /// Keeps a text where it has a place; whether it has.
    private mutating func take(_ text: [UInt8]?, _ keyword: String) -> Bool {
        guard let text else { return false }
        switch keyword {
        case PNGChunks.Chunk.xmpName where xmp == nil: xmp = text
        case Self.comment where comment == nil: comment = text
        case _ where keyword.hasPrefix(RawProfile.keyword):
            guard let profile = RawProfile(text) else { return false }
            return take(profile)
        default:
            guard let tag = Self.tags[keyword], let text = Self.unicode(text) else { return false }
            if let known = exif.flatMap({ EXIF($0).text(tag) }) ?? texts[tag] { return known == text }
            texts[tag] = text
        }
        return true
    }

    /// Text in UTF-8: chunks of the older kind have Latin-1. nil where it is none that EXIF can hold.
    private static func unicode(_ text: [UInt8]) -> [UInt8]? {
        guard !text.isEmpty, !text.contains(0) else { return nil }
        return String(validating: text, as: UTF8.self) == nil ? Array(String(text.map { Character(UnicodeScalar($0)) }).utf8) : text
    }

    private mutating func take(_ profile: RawProfile) -> Bool {
        func content(behind prefix: String) -> [UInt8]? {
            profile.bytes.starts(with: prefix.utf8) ? Array(profile.bytes.dropFirst(prefix.utf8.count)) : nil
        }
        switch profile.kind {
        case "exif", "app1":
            // The one that `PNGChunks.exif` takes.
            if let block = content(behind: MetadataHeading.exif) { return block == exif }
            guard let packet = content(behind: MetadataHeading.xmp), xmp == nil else { return false }
            xmp = packet
        case "xmp" where xmp == nil: xmp = profile.bytes
        case "8bim", "iptc":
            guard resources == nil, let block = PhotoshopResources.block(content(behind: MetadataHeading.photoshop) ?? profile.bytes)
            else { return false }
            resources = block
        default: return false
        }
        return true
    }

    /// The chunks of a PNG file.
    func chunks(_ changes: inout MetadataChanges) -> [PNGChunks.Chunk] {
        var chunks: [PNGChunks.Chunk] = []
        if let resolution {
            if let chunk = resolution.pHYs { chunks.append(chunk) } else { changes.left.append("the resolution, which is beyond PNG's") }
        }
        if let exif { chunks.append(.init(type: "eXIf", payload: exif)) }
        // No compression, no language, no other keyword: all may read it.
        if let xmp { chunks.append(.init(type: "iTXt", payload: Array("\(PNGChunks.Chunk.xmpName)\0\0\0\0\0".utf8) + xmp)) }
        if let comment { chunks.append(.init(type: "iTXt", payload: Array("\(Self.comment)\0\0\0\0\0".utf8) + comment.filter { $0 != 0 })) }
        if let resources { chunks.append(Self.chunk(RawProfile(name: "iptc", bytes: resources))) }
        return chunks
    }

    /// Compressed, but for texts that are so long that Pillow would not open a picture with them.
    private static func chunk(_ profile: RawProfile) -> PNGChunks.Chunk {
        let text = profile.text, keyword = Array("\(RawProfile.keyword)\(profile.name)\0".utf8)
        if text.count <= 1 << 20, let deflated = PNGChunks.deflate(text) { return .init(type: "zTXt", payload: keyword + [0] + deflated) }
        return .init(type: "tEXt", payload: keyword + text)
    }
}
