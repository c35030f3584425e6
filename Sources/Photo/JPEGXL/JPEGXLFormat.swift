#if JPEGXL
import CJXL
import Pixels

/// JPEG XL (ISO/IEC 18181), but for animations.
///
/// A result is written in it only where it is asked for, then without loss unless a quality is told.
enum JPEGXLFormat: IsolatedFormat {
    static let name = "JPEG XL"
    static let extensions = ["jxl"]
    static let isWrittenWhenAskedOnly = true

    static var library: String { "libjxl " + (JPEGXLLibrary.version ?? "(not installed)") }
    static var reader: any IsolatedReader.Type { JPEGXLReader.self }

    private static let container: [UInt8] = [0, 0, 0, 12] + Array("JXL ".utf8) + [0x0D, 0x0A, 0x87, 0x0A]

    static func begins(_ head: [UInt8]) -> Bool { head.starts(with: [0xFF, 0x0A]) || head.starts(with: container) }

    static func convert(_ job: SaveJob, _ metadata: CarriedMetadata) throws(PhotoError) -> [String] {
        var metadata = metadata
        var changes = metadata.makeLasting(job.picture, keepsFaces: job.keepsFaces)
        let how = job.quality.map { job.lossNote(name, quality: $0) } ?? "written as JPEG XL without loss"
        var notes = [how, metadata.lostColorNote].compactMap(\.self)
        var raster = job.picture.raster(), profile = job.profile
        if raster.model == .cmyk {
            if raster.sampleType != .uint8 { notes.append("reduced to 8 bits") }
            notes.append("converted to sRGB")
            (raster, profile) = (raster.inRGB(through: profile), nil)
        }
        let exif = metadata.wholeEXIF(&changes)
        try job.write(JPEGXLWriter.file(raster, quality: job.quality, profile: profile, exif: exif, xmp: metadata.xmp, path: job.path))
        return notes + changes.notes
    }
}
#endif
