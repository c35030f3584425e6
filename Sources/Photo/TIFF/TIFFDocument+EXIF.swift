#if TIFF
import System

extension TIFFDocument {
    /// What the page says of the photo, as the block that other formats hold: the first directory's descriptive tags with the directories
    /// of EXIF and GPS. Maker notes are left out, which hold offsets of their own.
    var exifBlock: [UInt8] {
        typealias Field = (tag: Int, type: Int, count: Int, data: [UInt8])
        func fields(_ directory: TIFFFile.Directory?, _ isKept: (Int) -> Bool) -> [Field] {
            (directory?.entries ?? []).filter { isKept($0.tag) && (1...12).contains($0.type) && !file.place(of: $0).isEmpty }
                .map { ($0.tag, $0.type, $0.count, file.data(of: $0)) }
        }
        func below(_ tag: Int) -> TIFFFile.Directory? { file.number(tag, of: page).flatMap(file.directory) }
        let pointers = [TIFFTag.exif, TIFFTag.gps], makerNote = EXIF.Tag.makerNote
        let parts = pointers.map { tag in
            (tag: tag, fields: fields(below(tag)) { ![makerNote, TIFFTag.interoperability].contains($0) })
        }.filter { !$0.fields.isEmpty }
        let own = fields(page, Self.described.contains)
        guard !own.isEmpty || !parts.isEmpty else { return [] }
        func size(_ fields: [Field]) -> Int {
            6 + 12 * fields.count + fields.reduce(0) { $0 + ($1.data.count > 4 ? ($1.data.count + 1) / 2 * 2 : 0) }
        }
        func directory(_ fields: [Field], at position: Int) -> [UInt8] {
            var values: [UInt8] = [], entries = [UInt8](fields.count, bytes: 2, file.order)
            for field in fields {
                entries += [UInt8](field.tag, bytes: 2, file.order) + [UInt8](field.type, bytes: 2, file.order)
                entries += [UInt8](field.count, bytes: 4, file.order)
                if field.data.count > 4 {
                    entries += [UInt8](position + 6 + 12 * fields.count + values.count, bytes: 4, file.order)
                    values += field.data + [UInt8](repeating: 0, count: field.data.count % 2)
                } else {
                    entries += field.data + [UInt8](repeating: 0, count: 4 - field.data.count)
                }
            }
            return entries + [0, 0, 0, 0] + values
        }
        let head = Array((file.order == .bigEndian ? "MM" : "II").utf8) + [UInt8](42, bytes: 2, file.order) + [UInt8](8, bytes: 4, file.order)
        var position = 8 + size(own) + 12 * parts.count
        let links = parts.map { part -> Field in
            defer { position += size(part.fields) }
            return (part.tag, TIFFFile.long, 1, [UInt8](position, bytes: 4, file.order))
        }
        var block = head + directory((own + links).sorted { $0.tag < $1.tag }, at: 8)
        for part in parts { block += directory(part.fields, at: block.count) }
        return block
    }

    /// Description, maker and model, orientation, resolution, software, date, artist, host and copyright.
    static let described: Set = [270, 271, 272, 274, 282, 283, 296, 305, 306, 315, 316, 33432]

    /// Names of what has no place in another format.
    var left: [String] {
        let known = Self.described.union([
            TIFFTag.exif, TIFFTag.gps, TIFFTag.xmp, TIFFTag.iptc, TIFFTag.photoshop, TIFFTag.profile, TIFFTag.jpegTables,
        ])
        // Up to 600 they are those of TIFF itself, which tell how the samples lie.
        var left = page.entries.map(\.tag).filter { $0 > 600 && !known.contains($0) }.map { "tag \($0)" }
        if structure.pages.count > 1 { left.append("all pages but this") }
        if let exif = file.number(TIFFTag.exif, of: page).flatMap(file.directory), exif[EXIF.Tag.makerNote] != nil { left.append("maker notes") }
        return left
    }
}
#endif
