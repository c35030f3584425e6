#if TIFF
import CJPEG
import Pixels
import System

/// The strips or tiles of a page that are coded as JPEG, each a file of its own that may leave its tables to the tag JPEGTables (TIFF
/// technical note 2).
///
/// Those that are touched are saved as JPEG files are: blocks without marks keep their coefficients. Huffman tables that all share must not be
/// told anew in one of them, for libtiff would take these for those that follow.
struct JPEGStrips {
    private let document: TIFFDocument
    private let places: [Range<Int>]
    /// Those that all share: a stream without its end marker.
    private let tables: ArraySlice<UInt8>
    private let sharesCodes: Bool
    private let isYCbCr: Bool
    private let path: FilePath
    private let limits: Limits

    private var touched = 0, whole = 0
    private var blocks = JPEGPatch.Count()

    init(_ document: TIFFDocument, _ directory: TIFFFile.Directory, path: FilePath, limits: Limits) {
        self.document = document
        self.path = path
        self.limits = limits
        places = TIFFStructure.chunks(of: directory, document.file)
        let tables = directory[TIFFTag.jpegTables].map(document.file.data) ?? []
        self.tables = tables.count > 4 ? tables.dropLast(tables.suffix(2) == [0xFF, 0xD9] ? 2 : 0) : []
        sharesCodes = Self.tellCodes(self.tables)
        isYCbCr = document.file.number(TIFFTag.photometric, of: directory) == 6
    }

    /// Whether there are Huffman tables in the head of a stream.
    private static func tellCodes(_ stream: ArraySlice<UInt8>) -> Bool {
        var position = stream.startIndex + 2
        while position + 4 <= stream.endIndex, stream[position] == 0xFF, stream[position + 1] != 0xDA {
            if stream[position + 1] == 0xC4 { return true }
            position += 2 + stream.number(at: position + 2, bytes: 2, .bigEndian)!
        }
        return false
    }

    /// A clause each.
    func notes(isTiled: Bool) -> [String] {
        let name = isTiled ? "tile" : "strip"
        guard touched > 0 else { return [] }
        let count = blocks.all == 0 ? "" : ", \(blocks.touched) of their \(blocks.all) blocks encoded anew\(blocks.ofLowQuality)"
        var notes = ["\(touched) of \(places.count) \(name)s touched\(count)"]
        if whole > 0 {
            let which = "all blocks of \(whole) \(name)\(whole == 1 ? "" : "s")"
            notes.append("\(which) encoded anew in the same tables, because their coefficients cannot be read")
        }
        return notes
    }

    /// A strip as a file of its own.
    private func stream(_ index: Int) -> [UInt8] {
        let strip = document.file.bytes[places[index]]
        return tables.isEmpty ? Array(strip) : Array(tables + strip.dropFirst(2))
    }

    /// A plane of a chunk whose samples are set: `changed` says which ones, a byte for each pixel of it.
    mutating func encoded(_ chunk: TIFFChunk, _ plane: Int, changed: [UInt8]) throws(PhotoError) -> [UInt8] {
        let layout = chunk.layout, models = [1: Raster.Model.gray, 2: .grayAlpha, 3: .rgb, 4: .cmyk]
        guard layout.bits == 8, let model = models[layout.planes > 1 ? 1 : layout.samples] else {
            throw .cannotEncode(path: path, reason: "JPEG has no \(layout.samples) samples of \(layout.bits) bits")
        }
        let raster = Raster(width: layout.chunkWidth, height: chunk.storedRows, model: model, bytes: chunk.planes[plane])
        let picture = Composition(original: raster, result: raster, changed: changed, orientation: .upright)
        touched += 1
        do throws(PhotoError) {
            return try patched(chunk.index(plane), picture)
        } catch .cannotEncode, .damaged, .unsupported, .truncated {
            whole += 1
            // Where nothing of it can be read, as in sparse files, another one's tables serve.
            let likes = [chunk.index(plane)] + places.indices.filter { !places[$0].isEmpty }.prefix(1)
            for index in likes { if let bytes = try? encoded(picture, like: index) { return bytes } }
            throw .cannotEncode(path: path, reason: "one of its strips cannot be encoded anew; save as PNG")
        }
    }

    private mutating func patched(_ index: Int, _ picture: Composition) throws(PhotoError) -> [UInt8] {
        let stream = stream(index), metadata = try JPEGMetadata(stream, path: path, limits: limits)
        return try with(stream, picture, end: metadata.end) { (reader) throws(PhotoError) in
            guard reader.width == picture.width, reader.height >= picture.height else { throw .damaged(path: path, reason: "its size is another") }
            try reader.check(cjpeg_read_coefficients(reader.handle))
            var patch = JPEGPatch(picture.reaching(height: reader.height))
            try patch.apply(to: reader)
            blocks += patch.count
            // Shared codes may lack what is new.
            let isShort = !Self.tellCodes(document.file.bytes[places[index]])
            var last = PhotoError.outOfMemory(path: path)
            for codes in !sharesCodes ? [CJPEG_OWN_CODES] : isShort ? [CJPEG_SHARED_CODES, CJPEG_CODES_APART] : [CJPEG_CODES_APART] {
                do throws(PhotoError) {
                    return try bytes { (file) throws(PhotoError) in
                        _ = try JPEGWriter.writeCoefficients(
                            of: reader, codes: codes, scans: metadata.scans, segments: metadata.segments.filter(\.tellsColors), to: file,
                            path: path)
                    }
                } catch { last = error }
            }
            throw last
        }
    }

    private func encoded(_ picture: Composition, like index: Int) throws(PhotoError) -> [UInt8] {
        let stream = stream(index), segments = try JPEGMetadata(stream, path: path, limits: limits).segments.filter(\.tellsColors)
        return try with(stream, picture) { (reader) throws(PhotoError) in
            let handle = reader.handle
            return try bytes { (file) throws(PhotoError) in
                try JPEGWriter.encode(
                    (picture.width, picture.height), picture.original.model, .like(handle, codes: sharesCodes ? CJPEG_CODES_APART : CJPEG_OWN_CODES),
                    segments: segments, to: file, path: path, rows: picture.fill)
            }
        }
    }

    /// Calls `body` with a reader that takes the samples for what the page says they are, whatever the strip says.
    private func with<Result>(
        _ stream: [UInt8], _ picture: Composition, end: Int? = nil, _ body: (borrowing JPEGReader) throws(PhotoError) -> Result
    ) throws(PhotoError) -> Result {
        try JPEGReader.with(stream, path: path, limits: limits, end: end) { (reader) throws(PhotoError) in
            let spaces = [1: JCS_GRAYSCALE, 2: JCS_UNKNOWN, 3: isYCbCr ? JCS_YCbCr : JCS_RGB, 4: JCS_CMYK]
            guard Int(reader.info.pointee.num_components) == picture.original.channels else {
                throw .damaged(path: path, reason: "a strip has other samples")
            }
            reader.info.pointee.jpeg_color_space = spaces[picture.original.channels]!
            reader.info.pointee.saw_Adobe_marker = 0
            return try body(reader)
        }
    }

    private func bytes(_ body: (FileStream) throws(PhotoError) -> Void) throws(PhotoError) -> [UInt8] {
        guard let bytes = try [UInt8](writing: body) else { throw .outOfMemory(path: path) }
        return bytes
    }
}

extension JPEGSegment {
    /// What tells how to take the samples, and nothing of what they show.
    fileprivate var tellsColors: Bool { has(0xE0, prefix: "JFIF\0") && payload.count <= 14 || has(0xEE, prefix: "Adobe") }
}

extension Composition {
    /// The same with its last row going on up to `height`, for a last strip that is longer than the picture.
    fileprivate func reaching(height: Int) -> Composition {
        guard height > self.height else { return self }
        func longer(_ bytes: [UInt8], _ rowSize: Int) -> [UInt8] {
            bytes + (self.height..<height).flatMap { _ in bytes.suffix(rowSize) }
        }
        let raster = Raster(width: width, height: height, model: original.model, bytes: longer(result.bytes, width * original.channels))
        return Composition(original: raster, result: raster, changed: longer(changed, width), orientation: .upright)
    }
}
#endif
