#if TIFF
import CTIFF
import Pixels
import System

/// Writes a TIFF file of one page. It begins as the block of EXIF, so that all to which that points stays where it is; strips and the new
/// first directory come behind.
struct TIFFWriter {
    private let metadata: CarriedMetadata
    /// The file so far.
    private let block: TIFFFile

    /// Bytes of a strip before it is compressed, at most, but for a longer row.
    private static let stripSize = 1 << 18

    init(_ metadata: CarriedMetadata) {
        self.metadata = metadata
        let empty = Array("II".utf8) + [42, 0, 0, 0, 0, 0]
        block = metadata.exif.flatMap { TIFFFile(Self.unmarked($0)) }.flatMap { $0.isBig ? nil : $0 } ?? TIFFFile(empty)!
    }

    /// Without ExifTool's mark of a block that it made, which no entry points to: a file that begins with it, ExifTool takes for EXIF alone.
    private static func unmarked(_ exif: [UInt8]) -> [UInt8] {
        let mark = Array("ExifMeta".utf8), place = 8..<8 + mark.count
        guard exif.dropFirst(place.lowerBound).starts(with: mark) else { return exif }
        var exif = exif
        exif.replaceSubrange(place, with: repeatElement(0, count: mark.count))
        return exif
    }

    private var described: [TIFFFile.Entry] { block.directory(at: block.target(ofLink: block.firstLink))?.entries ?? [] }

    /// Whether there is a place for a comment: that of a description, if there is none yet.
    var takesComment: Bool { !described.contains { $0.tag == TIFFTag.description } }

    func file(_ raster: Raster, profile: [UInt8]?, path: FilePath) throws(PhotoError) -> [UInt8] {
        var file = block, offsets: [Int] = [], lengths: [Int] = []
        let rowSize = raster.width * raster.bytesPerPixel, rows = max(1, min(raster.height, Self.stripSize / rowSize))
        for top in stride(from: 0, to: raster.height, by: rows) {
            let count = min(rows, raster.height - top)
            let strip = try encoded(raster, top, count, isBigEndian: file.order == .bigEndian, path: path)
            offsets.append(file.append(strip))
            lengths.append(strip.count)
        }
        var fields = fields(raster, profile: profile)
        fields[TIFFTag.stripOffsets] = (TIFFFile.long, offsets.flatMap { [UInt8]($0, bytes: 4, file.order) })
        fields[TIFFTag.rowsPerStrip] = (TIFFFile.long, [UInt8](rows, bytes: 4, file.order))
        fields[TIFFTag.stripByteCounts] = (TIFFFile.long, lengths.flatMap { [UInt8]($0, bytes: 4, file.order) })
        close(&file, fields)
        return file.bytes
    }

    private func encoded(_ raster: Raster, _ top: Int, _ rows: Int, isBigEndian: Bool, path: FilePath) throws(PhotoError) -> [UInt8] {
        var record = ctiff_layout(), problem = ctiff_problem()
        record.chunk_width = UInt32(raster.width)
        record.bits = Int32(8 * raster.sampleType.bytes)
        record.samples = Int32(raster.channels)
        record.sample_format = 1
        record.compression = TIFFLayout.deflate
        record.predictor = 2
        record.fill_order = 1
        let rowSize = raster.width * raster.bytesPerPixel
        var samples = Array(raster.bytes[top * rowSize..<(top + rows) * rowSize])
        var result: UnsafeMutablePointer<UInt8>?, count = 0
        let size = samples.count
        guard ctiff_encode(&record, isBigEndian ? 1 : 0, UInt32(rows), &samples, size, &result, &count, &problem) == 0 else {
            throw problem.out_of_memory != 0 ? .outOfMemory(path: path) : .cannotEncode(path: path, reason: string(problem.message))
        }
        return [UInt8](takingFromC: result, count: count)
    }

    private typealias Fields = [Int: (type: Int, data: [UInt8])]

    private func fields(_ raster: Raster, profile: [UInt8]?) -> Fields {
        let order = block.order, colors = raster.channels - (raster.model.hasAlpha ? 1 : 0)
        func short(_ numbers: Int...) -> (Int, [UInt8]) { (TIFFFile.short, numbers.flatMap { [UInt8]($0, bytes: 2, order) }) }
        var fields: Fields = [
            TIFFTag.subfileType: (TIFFFile.long, [0, 0, 0, 0]), TIFFTag.width: (TIFFFile.long, [UInt8](raster.width, bytes: 4, order)),
            TIFFTag.height: (TIFFFile.long, [UInt8](raster.height, bytes: 4, order)),
            TIFFTag.bits: (TIFFFile.short, (0..<raster.channels).flatMap { _ in [UInt8](8 * raster.sampleType.bytes, bytes: 2, order) }),
            TIFFTag.compression: short(Int(TIFFLayout.deflate)), TIFFTag.photometric: short(raster.model == .cmyk ? 5 : colors == 1 ? 1 : 2),
            TIFFTag.orientation: short(1), TIFFTag.samples: short(raster.channels), TIFFTag.planar: short(1), TIFFTag.predictor: short(2),
        ]
        if raster.model.hasAlpha { fields[TIFFTag.extraSamples] = short(2) }
        if let profile { fields[TIFFTag.profile] = (7, profile) }
        if let xmp = metadata.xmp { fields[TIFFTag.xmp] = (1, xmp) }
        if let resources = metadata.resources {
            fields[TIFFTag.photoshop] = (1, resources)
            // Most programs look for it here, and libtiff has it in numbers of 4 bytes.
            if let records = PhotoshopResources.records(of: resources) {
                fields[TIFFTag.iptc] = (TIFFFile.long, records + [UInt8](repeating: 0, count: -records.count & 3))
            }
        }
        if let comment = metadata.comment, takesComment { fields[TIFFTag.description] = (2, comment + [0]) }
        if let resolution = metadata.resolution, let unit = resolution.fractions(order) {
            fields[TIFFTag.resolution] = (5, unit.x)
            fields[TIFFTag.verticalResolution] = (5, unit.y)
            fields[TIFFTag.resolutionUnit] = short(resolution.isRatio ? 1 : 2)
        }
        return fields
    }

    /// Writes the first directory: the new fields, and what the block says that they do not.
    private func close(_ file: inout TIFFFile, _ fields: Fields) {
        var entries: [(tag: Int, bytes: [UInt8])] = described.filter { fields[$0.tag] == nil && Self.isDescriptive($0.tag) }
            .map { ($0.tag, Array(file.bytes[$0.position..<$0.position + 12])) }
        for (tag, field) in fields.sorted(by: { $0.key < $1.key }) {
            let count = field.data.count / TIFFFile.size(ofType: field.type)
            let value =
                field.data.count > 4
                ? [UInt8](file.append(field.data), bytes: 4, file.order)
                : field.data + [UInt8](repeating: 0, count: 4 - field.data.count)
            let head = [UInt8](tag, bytes: 2, file.order) + [UInt8](field.type, bytes: 2, file.order) + [UInt8](count, bytes: 4, file.order)
            entries.append((tag, head + value))
        }
        entries.sort { $0.tag < $1.tag }
        let directory = [UInt8](entries.count, bytes: 2, file.order) + entries.flatMap(\.bytes) + [0, 0, 0, 0]
        let position = file.append(directory)
        file.store(position, at: file.firstLink, bytes: 4)
    }

    /// Not what tells how samples lie, which a block should not say.
    private static func isDescriptive(_ tag: Int) -> Bool {
        [TIFFTag.exif, TIFFTag.gps].contains(tag) || TIFFDocument.described.contains(tag)
    }
}

extension Resolution {
    /// Pixels an inch, or numbers of which the ratio counts, as fractions of 8 bytes; nil where they are too large.
    fileprivate func fractions(_ order: ByteOrder) -> (x: [UInt8], y: [UInt8])? {
        let scale = isRatio ? 1 : 0.0254
        guard max(x, y) * scale * 1000 < 4_294_967_295 else { return nil }
        func fraction(_ number: Double) -> [UInt8] {
            [UInt8](Int((number * scale * 1000).rounded()), bytes: 4, order) + [UInt8](1000, bytes: 4, order)
        }
        return (fraction(x), fraction(y))
    }
}
#endif
