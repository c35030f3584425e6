import Pixels
import System

/// A format whose files are decoded in a process of its own, which hostile ones may take with them.
protocol IsolatedFormat: FileFormat {
    static var reader: any IsolatedReader.Type { get }
}

/// What decodes a file in that process.
protocol IsolatedReader: AnyObject {
    /// Bytes of memory that it may take for a pixel.
    static var bytesPerPixel: Int { get }

    /// Pixels that it decodes in a second of a processor at least.
    static var pixelsPerSecond: Int { get }

    /// All but the samples.
    var header: IsolatedHeader { get }

    /// Reads and checks the header of a file, which must stay where it is.
    init(_ bytes: UnsafeRawBufferPointer, path: FilePath, limits: Limits) throws(PhotoError)

    /// The picture upright, of the size and kind that the header says.
    func raster(_ header: IsolatedHeader) throws(PhotoError) -> Raster
}

extension IsolatedFormat {
    static func read(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> DecodedPhoto {
        let (header, raster) = try IsolatedDecoder.picture(file, limits)
        return DecodedPhoto(
            raster: raster, orientation: .upright, warnings: nil, profile: header.profile, hasProfile: header.hasProfile)
    }

    static func metadata(of job: SaveJob) throws(PhotoError) -> CarriedMetadata {
        let header = try IsolatedDecoder.header(job.source, job.limits)
        var metadata = CarriedMetadata()
        metadata.exif = header.exif
        metadata.xmp = header.xmp
        metadata.resolution = metadata.exif.flatMap { Resolution(EXIF($0)) }
        metadata.convertedColors = header.convertedColors
        metadata.lostColors = header.lostColors
        metadata.colorCode = header.colorCode
        metadata.left = header.left
        if header.hasProfile, header.profile == nil { metadata.left.append("a color profile that cannot be read") }
        return metadata
    }

    static func save(_ job: SaveJob) throws(PhotoError) -> [String] { try convert(job, metadata(of: job)) }
}

extension CarriedMetadata {
    /// Completes EXIF, which is the only place for more than XMP in such files; nil where it is no EXIF, which libraries refuse.
    mutating func wholeEXIF(_ changes: inout MetadataChanges) -> [UInt8]? {
        if resources != nil { changes.left.append("Photoshop's resources with IPTC") }
        completeEXIF(hasAll: true, &changes)
        guard let exif, !exif.starts(with: "II".utf8), !exif.starts(with: "MM".utf8) else { return exif }
        changes.left.append("EXIF that cannot be read")
        return nil
    }
}
