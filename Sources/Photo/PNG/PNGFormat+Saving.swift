import CPNG

extension PNGFormat {
    /// In the same color type, depth, palette and interlace.
    static func save(_ job: SaveJob) throws(PhotoError) -> [String] {
        let source = job.source, picture = job.picture
        var chunks = try PNGChunks(source.bytes, path: source.path, limits: job.limits)
        let (changes, void) = chunks.keepOnlyLasting(faces: job.keepsFaces ? nil : { picture.removes($0, of: $1) })
        var notes = changes.notes
        if chunks.isAnimation { notes.append("left out: \(PNGChunks.animation)") }
        if !void.isEmpty { notes.append("left out chunks that no longer hold: \(void.joined(separator: ", "))") }
        if !chunks.broken.isEmpty { notes.append("left out damaged chunks: \(chunks.broken.joined(separator: ", "))") }
        try PNGReader.with(source.bytes, path: source.path, limits: job.limits) { (reader) throws(PhotoError) in
            if Int(reader.header.color_type) == CPNG_PALETTE {
                notes += try savePalette(job, reader, &chunks)
            } else {
                let packing = PNGPacking(header: reader.header, transparency: chunks.before.first { $0.type == "tRNS" }?.payload)
                try PNGWriter.write(
                    reader.header, before: chunks.before, after: chunks.after, to: job.file, path: job.path
                ) { packing.fill($0, of: picture, $1) }
            }
        }
        return notes
    }

    private static func savePalette(
        _ job: SaveJob, _ reader: borrowing PNGReader, _ chunks: inout PNGChunks
    ) throws(PhotoError) -> [String] {
        let picture = job.picture
        var header = reader.header
        let depth = Int(header.bit_depth), rows = try reader.packedRows(), stride = header.bytesPerRow
        func index(_ x: Int, _ row: Int) -> UInt8 {
            rows[row * stride + x * depth / 8] >> UInt8(8 - depth - x * depth % 8) & UInt8(1 << depth - 1)
        }
        var palette = PNGPalette(chunks, depth: depth, hasTransparency: header.has_transparency != 0)
        let count = palette.colors.count
        // A new color must not show where the photo names one that it lacks.
        if count < 1 << depth {
            for row in 0..<picture.height { for x in 0..<picture.width { palette.reach(Int(index(x, row))) } }
        }
        guard palette.takeIn(picture) else { return try saveWidened(job, header, &chunks) }
        if palette.colors.count > count { chunks.replacePalette(palette.chunk, transparency: palette.transparency) }
        while 1 << Int(header.bit_depth) < palette.colors.count { header.bit_depth *= 2 }
        let newDepth = Int(header.bit_depth)
        try PNGWriter.write(header, before: chunks.before, after: chunks.after, to: job.file, path: job.path) { row, target in
            target.update(repeating: 0, count: header.bytesPerRow)
            for x in 0..<picture.width {
                let pixel = picture.pixel(x, row)
                let index =
                    picture.changed[pixel] != 0
                    ? palette.index(of: PNGPalette.color(of: pixel, in: picture.result)) : index(x, row)
                target[x * newDepth / 8] |= index << UInt8(8 - newDepth - x * newDepth % 8)
            }
        }
        guard palette.colors.count > count else { return [] }
        let widened = newDepth > depth ? ", at \(newDepth) bits" : ""
        return ["\(palette.colors.count - count) colors added to the palette\(widened)"]
    }

    /// Writes in RGB what had a palette, and so without the chunks that are about one.
    private static func saveWidened(
        _ job: SaveJob, _ header: cpng_header, _ chunks: inout PNGChunks
    ) throws(PhotoError) -> [String] {
        let lost = ["bKGD", "sBIT"].filter { type in chunks.before.contains { $0.type == type } }
        chunks.remove(["PLTE", "tRNS"] + lost)
        var header = header
        header.color_type = Int32(job.raster.model.hasAlpha ? CPNG_RGBA : CPNG_RGB)
        header.bit_depth = 8
        try PNGWriter.write(header, before: chunks.before, after: chunks.after, to: job.file, path: job.path) {
            job.picture.fill($0, $1)
        }
        let without = lost.isEmpty ? "" : " and without \(lost.joined(separator: ", "))"
        return ["widened from a palette to full color\(without), for the result has too many colors"]
    }
}
