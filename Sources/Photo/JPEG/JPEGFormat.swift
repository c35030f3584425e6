import CJPEG
import Pixels

/// JPEG (ITU-T T.81) with the segments of JFIF and EXIF.
enum JPEGFormat: FileFormat {
    static let name = "JPEG"
    static let extensions = ["jpg", "jpeg", "jpe", "jfif"]

    static var library: String { String(cString: cjpeg_version()) }

    static func begins(_ head: [UInt8]) -> Bool { head.starts(with: FileSignature.jpeg) }

    static func read(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> DecodedPhoto {
        let metadata = try JPEGMetadata(file.bytes, path: file.path, limits: limits)
        let decoded = try JPEGReader.raster(
            file.bytes, path: file.path, orientation: metadata.orientation, scans: metadata.scans.count, limits: limits)
        return DecodedPhoto(
            raster: decoded.raster, orientation: metadata.orientation, warnings: decoded.warnings, profile: metadata.profile,
            hasProfile: metadata.hasProfile)
    }

    /// Upright, decoded at a half, a quarter or an eighth of the size where no side is to be longer than `maximumSide` and that is
    /// enough; with its profile.
    static func preview(
        _ file: InputFile, maximumSide: Int, _ limits: Limits
    ) throws(PhotoError) -> (raster: Raster, profile: [UInt8]?) {
        let metadata = try JPEGMetadata(file.bytes, path: file.path, limits: limits)
        let small = try JPEGReader.with(file.bytes, path: file.path, limits: limits) { (reader) throws(PhotoError) in
            let side = max(reader.width, reader.height)
            let denominator = [8, 4, 2].first { side >= $0 * maximumSide } ?? 1
            return try reader.raster(orientation: metadata.orientation, denominator: denominator)
        }
        return (small, metadata.profile)
    }

    /// By the table of the first component: the library's own in 50, and in others that in proportion (libjpeg, `jpeg_quality_scaling`).
    static func quality(of file: InputFile, _ limits: Limits) -> Int? {
        try? JPEGReader.with(file.bytes, path: file.path, limits: limits) { (reader) throws(PhotoError) in
            let slot = Int(reader.info.pointee.comp_info[0].quant_tbl_no)
            let tables = [reader.info.pointee.quant_tbl_ptrs.0, reader.info.pointee.quant_tbl_ptrs.1]
            guard tables.indices.contains(slot), let table = tables[slot] else { return nil }
            // The sum of the library's table of luminance.
            let sum = withUnsafeBytes(of: table.pointee.quantval) { $0.bindMemory(to: UInt16.self).reduce(0) { $0 + Double($1) } }
            let scale = 100 * sum / 3_688
            return min(100, max(1, Int((scale > 100 ? 5_000 / scale : 100 - scale / 2).rounded())))
        }
    }

    static func metadata(of job: SaveJob) throws(PhotoError) -> CarriedMetadata {
        CarriedMetadata(try JPEGMetadata(job.source.bytes, path: job.source.path, limits: job.limits), job.limits)
    }

    static func convert(_ job: SaveJob, _ metadata: CarriedMetadata) throws(PhotoError) -> [String] {
        var metadata = metadata
        var changes = metadata.makeLasting(job.picture, keepsFaces: job.keepsFaces)
        metadata.completeEXIF(hasAll: false, &changes)
        let quality = job.quality ?? job.options.jpegQuality
        var notes = ["encoded as JPEG in quality \(quality)"] + metadata.colorNotes
        let raster = job.raster, isConverted = metadata.convertedColors != nil
        if raster.model.hasAlpha { notes.append("laid over white, as JPEG has no transparency") }
        if raster.sampleType != .uint8 { notes.append("reduced to 8 bits") }
        let rows = FlatRows(raster, profile: isConverted ? job.profile : nil)
        let segments = metadata.segments(profile: isConverted ? nil : job.profile, &changes)
        let upright = job.picture.upright, stored = UnsafeMutablePointer<UInt8>.allocate(capacity: raster.width * raster.bytesPerPixel)
        defer { stored.deallocate() }
        try JPEGWriter.encode(
            (raster.width, raster.height), rows.model, .quality(quality), segments: segments, to: job.file, path: job.path
        ) { row, samples in
            upright.fill(row, stored)
            rows.flatten(stored, into: samples)
        }
        return notes + changes.notes
    }
}
