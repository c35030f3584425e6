#if HEIF
import CHEIF
import Pixels

/// HEIC and AVIF (ISO/IEC 23008-12 with HEVC and AV1), but for sequences.
///
/// They are coded as a whole with loss, so a result is written in them only where it is asked for.
enum HEIFFormat: IsolatedFormat {
    static let name = "HEIC/AVIF"
    static let extensions = ["heic", "heif", "hif", "avif"]
    static let isWrittenWhenAskedOnly = true

    static var library: String { "libheif " + String(cString: heif_get_version()) }

    /// A box of the type of file, with a brand of still pictures first, or that of any such file.
    static func begins(_ head: [UInt8]) -> Bool {
        guard head.dropFirst(4).starts(with: "ftyp".utf8) else { return false }
        return ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"].contains { head.dropFirst(8).starts(with: $0.utf8) }
    }

    static var reader: any IsolatedReader.Type { HEIFReader.self }

    static func convert(_ job: SaveJob, _ metadata: CarriedMetadata) throws(PhotoError) -> [String] {
        var metadata = metadata
        var changes = metadata.makeLasting(job.picture, keepsFaces: job.keepsFaces)
        var raster = job.picture.raster()
        let isColor = raster.model == .rgb || raster.model == .rgba, isHEVC = job.path.kind != "avif"
        let quality = job.quality ?? HEIFWriter.quality
        let code = metadata.keptColorCode() ?? .sRGB
        var notes = [job.lossNote(isHEVC ? "HEIC" : "AVIF", quality: quality), metadata.lostColorNote].compactMap(\.self)
        if !isColor {
            if raster.sampleType != .uint8 { notes.append("reduced to 8 bits") }
            if raster.model == .cmyk || job.profile != nil { notes.append("converted to sRGB") }
            raster = raster.inRGB(through: job.profile)
        } else if raster.sampleType != .uint8 {
            notes.append("written in \(HEIFWriter.deepBits(isHEVC: isHEVC)) bits")
        }
        let exif = metadata.wholeEXIF(&changes)
        let colors: HEIFWriter.Colors = if isColor, let profile = job.profile { .profile(profile) } else { .code(code) }
        try job.write(
            HEIFWriter.file(raster, isHEVC: isHEVC, quality: quality, colors, exif: exif, xmp: metadata.xmp, path: job.path))
        return notes + changes.notes
    }
}
#endif
