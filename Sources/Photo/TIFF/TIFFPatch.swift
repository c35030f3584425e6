#if TIFF
import CTIFF
import Pixels
import System

/// A TIFF file whose strips and tiles are encoded anew where pixels have changed: these go where the old ones were, or behind the file where
/// they have become longer. All else stays where it is.
struct TIFFPatch {
    let document: TIFFDocument
    var file: TIFFFile
    /// Ranges of samples that nothing else shares.
    private let exclusive: Set<Range<Int>>

    init(_ document: TIFFDocument) {
        self.document = document
        file = document.file
        let structure = document.structure
        let ranges = (structure.descriptive(file) + structure.samples(file)).filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
        var end = 0, exclusive: Set<Range<Int>> = []
        for (index, range) in ranges.enumerated() {
            let next = index + 1 < ranges.count ? ranges[index + 1].lowerBound : Int.max
            if range.lowerBound >= end, range.upperBound <= next { exclusive.insert(range) }
            end = max(end, range.upperBound)
        }
        self.exclusive = exclusive
    }

    /// Puts the changed pixels of `picture` into the samples of `directory`; returns what had to change besides, a clause each.
    mutating func apply(
        _ picture: Composition, to directory: TIFFFile.Directory, path: FilePath, limits: Limits
    ) throws(PhotoError) -> [String] {
        let source = document.file, old = TIFFStructure.chunks(of: directory, source)
        guard !TIFFStructure.lacksTables(directory, source) else { throw .damaged(path: path, reason: "its JPEG tables lie outside the file") }
        var places = old, file = file, notes: [String] = [], isWhole = false
        try TIFFReader.with(source.bytes, directory: directory.position, path: path, limits: limits) { (reader) throws(PhotoError) in
            let layout = reader.layout, pixels = TIFFPixels(layout, palette: reader.palette, range: try reader.range())
            guard layout.chunks <= old.count else { throw .damaged(path: path, reason: "it has too few strips") }
            var strips = JPEGStrips(document, directory, path: path, limits: limits)
            isWhole = Self.hasOldCodes(layout, old, source)
            for row in 0..<layout.down {
                for column in 0..<layout.across where isWhole || picture.changes(layout, column: column, row: row) {
                    var chunk = try reader.chunk(column: column, row: row)
                    let changed = pixels.set(&chunk, to: picture)
                    for plane in 0..<layout.planes {
                        let index = chunk.index(plane), data: [UInt8]
                        if layout.isJPEG {
                            data = try strips.encoded(chunk, plane, changed: changed)
                        } else {
                            data = try Self.encoded(chunk, plane, isBigEndian: source.order == .bigEndian, path: path)
                        }
                        places[index] = put(data, for: old[index], in: &file)
                    }
                }
            }
            if layout.colors == .palette { notes.append("marked pixels in the nearest colors of the palette") }
            if layout.hasFurther { notes.append("samples besides the colors cleared where pixels are marked") }
            notes += strips.notes(isTiled: layout.record.is_tiled != 0)
            if isWhole { notes.append("all of it encoded anew without loss, for LZW of its kind is no longer written") }
        }
        for (offsets, lengths) in [(TIFFTag.stripOffsets, TIFFTag.stripByteCounts), (TIFFTag.tileOffsets, TIFFTag.tileByteCounts)] {
            guard let offsets = directory[offsets], let lengths = directory[lengths], places != old else { continue }
            guard isElsewhere(offsets) && isElsewhere(lengths) else {
                throw .cannotEncode(path: path, reason: "the places of its strips lie over something else; save as PNG")
            }
            // What was sparse or led outside the file stays as it was, and what has no counterpart among the other numbers.
            var starts = source.numbers(offsets), counts = source.numbers(lengths)
            for index in places.indices where places[index] != old[index] {
                starts[index] = places[index].lowerBound
                counts[index] = places[index].count
            }
            file.set(starts, of: offsets)
            file.set(counts, of: lengths)
        }
        try Self.check(file, directory, isWhole ? nil : picture, against: source, path: path, limits: limits)
        self.file = file
        return notes
    }

    /// Whether LZW begins with the lowest bit, as before 1990: the library writes no such codes, and where it has read some it takes all that
    /// follow for such.
    private static func hasOldCodes(_ layout: TIFFLayout, _ chunks: [Range<Int>], _ file: TIFFFile) -> Bool {
        layout.record.compression == 5
            && chunks.contains { $0.count > 1 && file.bytes[$0.lowerBound] == 0 && file.bytes[$0.lowerBound + 1] & 1 == 1 }
    }

    /// Throws where the strips and tiles that have changed, all where `picture` is nil, cannot be read again, or others are no longer where
    /// they were in `source`: a damaged file may say twice where they are, or so that the library guesses.
    private static func check(
        _ file: TIFFFile, _ directory: TIFFFile.Directory, _ picture: Composition?, against source: TIFFFile, path: FilePath, limits: Limits
    ) throws(PhotoError) {
        var isMoved = false
        do throws(PhotoError) {
            try TIFFReader.with(source.bytes, directory: directory.position, path: path, limits: limits) { (before) throws(PhotoError) in
                try TIFFReader.with(file.bytes, directory: directory.position, path: path, limits: limits) { (reader) throws(PhotoError) in
                    let layout = reader.layout, count = layout.down * layout.across
                    for number in 0..<count {
                        let (row, column) = number.quotientAndRemainder(dividingBy: layout.across)
                        if picture?.changes(layout, column: column, row: row) ?? true {
                            _ = try reader.chunk(column: column, row: row)
                        } else if stride(from: number, to: layout.chunks, by: count).contains(where: { reader.place($0) != before.place($0) }) {
                            isMoved = true
                        }
                    }
                }
            }
        } catch .damaged {
            isMoved = true
        }
        if isMoved { throw .cannotEncode(path: path, reason: "the places of its strips cannot be changed; save as PNG") }
    }

    /// Where `data` goes.
    private func put(_ data: [UInt8], for old: Range<Int>, in file: inout TIFFFile) -> Range<Int> {
        guard exclusive.contains(old) else {
            let start = file.append(data)
            return start..<start + data.count
        }
        guard data.count <= old.count else {
            file.bytes.replaceSubrange(old, with: [UInt8](repeating: 0, count: old.count))
            let start = file.append(data)
            return start..<start + data.count
        }
        file.bytes.replaceSubrange(old, with: data + [UInt8](repeating: 0, count: old.count - data.count))
        return old.lowerBound..<old.lowerBound + data.count
    }

    private static func encoded(_ chunk: TIFFChunk, _ plane: Int, isBigEndian: Bool, path: FilePath) throws(PhotoError) -> [UInt8] {
        var record = chunk.layout.record, samples = chunk.planes[plane], problem = ctiff_problem()
        var result: UnsafeMutablePointer<UInt8>?, count = 0
        let size = samples.count, rows = UInt32(chunk.storedRows)
        guard ctiff_encode(&record, isBigEndian ? 1 : 0, rows, &samples, size, &result, &count, &problem) == 0 else {
            throw problem.out_of_memory != 0 ? .outOfMemory(path: path) : .cannotEncode(path: path, reason: string(problem.message))
        }
        return [UInt8](takingFromC: result, count: count)
    }
}

extension Composition {
    /// Whether a pixel of a strip or tile has changed.
    fileprivate func changes(_ layout: TIFFLayout, column: Int, row: Int) -> Bool {
        let left = column * layout.chunkWidth, top = row * layout.chunkHeight
        let right = min(layout.width, left + layout.chunkWidth), bottom = min(layout.height, top + layout.chunkHeight)
        return (top..<bottom).contains { y in (left..<right).contains { x in changed[pixel(x, y)] != 0 } }
    }
}

extension TIFFPixels {
    /// Sets the pixels of a chunk that have changed; which ones these are, a byte each.
    ///
    /// Beyond the picture's edge the outermost pixel goes on, lest the rest of a tile keep what was removed.
    fileprivate func set(_ chunk: inout TIFFChunk, to picture: Composition) -> [UInt8] {
        var changed: [UInt8] = []
        for y in chunk.top..<chunk.top + chunk.storedRows {
            for x in chunk.left..<chunk.left + chunk.layout.chunkWidth {
                let pixel = picture.pixel(min(x, picture.width - 1), min(y, picture.height - 1))
                changed.append(picture.changed[pixel])
                if picture.changed[pixel] != 0 { set(&chunk, x - chunk.left, y - chunk.top) { picture.sample(pixel, $0) } }
            }
        }
        return changed
    }
}
#endif
