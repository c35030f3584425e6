#if TIFF
import CTIFF
import Pixels
import System

/// A TIFF file whose strips and tiles are encoded anew where pixels have changed: these go where the old ones were, or behind the file where
/// they have become longer. All else stays where it is.
struct TIFFPatch {
    let document: TIFFDocument
    var file: TIFFFile
    /// Directories whose samples were lossy and are written without loss.
    private(set) var lossless: [TIFFFile.Directory] = []
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
        var places = old, file = file, notes: [String] = [], isLossy = false
        try TIFFReader.with(source.bytes, directory: directory.position, path: path, limits: limits) { (reader) throws(PhotoError) in
            let layout = reader.layout, pixels = TIFFPixels(layout, palette: reader.palette, range: try reader.range())
            guard layout.chunks <= old.count else { throw .damaged(path: path, reason: "it has too few strips") }
            for row in 0..<layout.down {
                for column in 0..<layout.across {
                    let isTouched = picture.changes(layout, column: column, row: row)
                    guard isTouched || layout.isLossy else { continue }
                    var chunk = try reader.chunk(column: column, row: row)
                    if isTouched { pixels.set(&chunk, to: picture) }
                    for plane in 0..<layout.planes {
                        let data = try Self.encoded(chunk, plane, isBigEndian: source.order == .bigEndian, path: path), index = chunk.index(plane)
                        places[index] = put(data, for: old[index], in: &file)
                    }
                }
            }
            if layout.colors == .palette { notes.append("marked pixels in the nearest colors of the palette") }
            if layout.hasFurther { notes.append("samples besides the colors cleared where pixels are marked") }
            isLossy = layout.isLossy
            if isLossy { notes.append("written without loss, for JPEG in TIFF can only be encoded a strip at a time") }
        }
        for (offsets, lengths) in [(TIFFTag.stripOffsets, TIFFTag.stripByteCounts), (TIFFTag.tileOffsets, TIFFTag.tileByteCounts)] {
            guard let offsets = directory[offsets], let lengths = directory[lengths], places != old else { continue }
            // What was sparse or led outside the file stays as it was.
            let told = (source.numbers(offsets), source.numbers(lengths))
            file.set(places.indices.map { places[$0] == old[$0] ? told.0[$0] : places[$0].lowerBound }, of: offsets)
            file.set(places.indices.map { places[$0] == old[$0] ? told.1[$0] : places[$0].count }, of: lengths)
        }
        self.file = file
        if isLossy { lossless.append(directory) }
        return notes
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
        if chunk.layout.isLossy { record.compression = TIFFLayout.deflate }
        let isTiled = record.is_tiled != 0
        var result: UnsafeMutablePointer<UInt8>?, count = 0
        let size = samples.count, rows = UInt32(isTiled ? chunk.layout.chunkHeight : chunk.rows)
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
    /// Sets the pixels of a chunk that have changed.
    fileprivate func set(_ chunk: inout TIFFChunk, to picture: Composition) {
        for y in 0..<chunk.rows {
            for x in 0..<chunk.columns {
                let pixel = picture.pixel(chunk.left + x, chunk.top + y)
                if picture.changed[pixel] != 0 { set(&chunk, x, y) { picture.sample(pixel, $0) } }
            }
        }
    }
}
#endif
