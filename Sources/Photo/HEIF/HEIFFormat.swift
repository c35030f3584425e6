#if HEIF
import CHEIF
import Pixels

/// HEIC and AVIF (ISO/IEC 23008-12 with HEVC and AV1), but for sequences.
///
/// They are coded as a whole with loss, so a result is written in them only where it is asked for.
enum HEIFFormat: FileFormat {
    static let name = "HEIC/AVIF"
    static let extensions = ["heic", "heif", "hif", "avif"]
    static let isWrittenWhenAskedOnly = true

    static var library: String { "libheif " + String(cString: heif_get_version()) }

    /// A box of the type of file, with a brand of still pictures first, or that of any such file.
    static func begins(_ head: [UInt8]) -> Bool {
        guard head.dropFirst(4).starts(with: "ftyp".utf8) else { return false }
        return ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"].contains { head.dropFirst(8).starts(with: $0.utf8) }
    }

    static func read(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> DecodedPhoto {
        guard !["hevc", "hevx", "msf1", "avis"].contains(where: { file.bytes.dropFirst(8).starts(with: $0.utf8) }) else {
            throw .unsupported(path: file.path, reason: "it is a sequence, of which only one picture would be kept")
        }
        let (header, raster) = try HEIFDecoder.picture(file, limits)
        return DecodedPhoto(
            raster: raster, orientation: .upright, warnings: nil, profile: header.profile, hasProfile: header.hasProfile)
    }

    static func metadata(of job: SaveJob) throws(PhotoError) -> CarriedMetadata {
        let header = try HEIFDecoder.header(job.source, job.limits)
        var metadata = CarriedMetadata()
        metadata.exif = header.exif
        metadata.xmp = header.xmp
        metadata.resolution = metadata.exif.flatMap { Resolution(EXIF($0)) }
        metadata.convertedColors = header.convertedColors
        metadata.lostColors = header.lostColors
        metadata.left = header.left
        if header.hasProfile, header.profile == nil { metadata.left.append("a color profile that cannot be read") }
        return metadata
    }

    static func save(_ job: SaveJob) throws(PhotoError) -> [String] { try convert(job, metadata(of: job)) }

    static func convert(_ job: SaveJob, _ metadata: CarriedMetadata) throws(PhotoError) -> [String] {
        var metadata = metadata
        var changes = metadata.makeLasting(job.picture, keepsFaces: job.keepsFaces)
        var raster = job.picture.raster()
        let isColor = raster.model == .rgb || raster.model == .rgba, isHEVC = job.path.kind != "avif"
        let quality = job.quality ?? HEIFWriter.quality
        var notes = [
            job.lossNote(isHEVC ? "HEIC" : "AVIF", quality: quality),
            metadata.lostColorNote,
        ].compactMap(\.self)
        if !isColor {
            if raster.sampleType != .uint8 { notes.append("reduced to 8 bits") }
            if raster.model == .cmyk || job.profile != nil { notes.append("converted to sRGB") }
            raster = raster.inRGB(through: job.profile)
        } else if raster.sampleType != .uint8 {
            notes.append("reduced to \(HEIFWriter.deepBits(isHEVC: isHEVC)) bits")
        }
        if metadata.resources != nil { changes.left.append("Photoshop's resources with IPTC") }
        metadata.completeEXIF(hasAll: true, &changes)
        var exif = metadata.exif
        if let block = exif, !block.starts(with: "II".utf8), !block.starts(with: "MM".utf8) {
            exif = nil
            changes.left.append("EXIF that cannot be read")
        }
        try job.write(
            HEIFWriter.file(
                raster, isHEVC: isHEVC, quality: quality, profile: isColor ? job.profile : nil, exif: exif, xmp: metadata.xmp, path: job.path))
        return notes + changes.notes
    }
}
#endif
