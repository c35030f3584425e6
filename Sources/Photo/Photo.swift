import Pixels
import System

/// A photo that was opened: its upright picture, and all that is needed to save it again.
///
/// Memory: the file's bytes, the picture, and while loading or saving a progressive JPEG its coefficients, which are
/// 2 bytes for each sample stored. 100 million pixels of 8-bit RGB take 300 MB, as many again for the result that is
/// saved, and 300 MB of coefficients where chroma is subsampled by 2 x 2.
public struct Photo: Sendable {
    public enum Format: Sendable { case jpeg, png }

    /// Pictures beyond this are refused.
    public static let pixelLimit = 200_000_000
    /// Files beyond this are refused.
    public static let byteLimit = 1 << 30
    /// JPEG files with more scans are refused: each costs a pass over the picture. Encoders use about ten.
    public static let scanLimit = 100
    /// JPEG files of more pixels times scans are refused, so that saving, which reads and writes every scan, is bounded:
    /// 20 scans for the largest photos.
    public static let scannedPixelLimit = 4_000_000_000
    /// Files with more bytes of metadata (descriptive segments, ancillary chunks) are refused.
    public static let metadataLimit = 64 << 20

    public let path: FilePath
    /// The picture, EXIF orientation applied.
    public let raster: Raster
    /// What the content says, not the name.
    public let format: Format
    /// What the decoder found odd, and whether the color profile is of no use, in one line; nil where all was well.
    public let warnings: String?

    /// The file as it was read.
    let file: [UInt8]
    /// The file as it was read; nil where it was in memory.
    let identity: FileIdentity?
    let orientation: Orientation
    /// The embedded ICC profile.
    public let profile: [UInt8]?

    /// Opens the JPEG or PNG file at `path`.
    public static func load(path: FilePath) throws(PhotoError) -> Photo {
        let (file, identity) = try InputFile.read(path)
        return try load(file, path: path, identity: identity, pixelLimit: pixelLimit)
    }

    /// Opens a file that is in memory; `path` is for messages only.
    package static func load(bytes: [UInt8], path: FilePath, pixelLimit: Int = pixelLimit) throws(PhotoError) -> Photo {
        try load(bytes, path: path, identity: nil, pixelLimit: pixelLimit)
    }

    private static func load(
        _ file: [UInt8], path: FilePath, identity: FileIdentity?, pixelLimit: Int
    ) throws(PhotoError) -> Photo {
        switch format(of: file) {
        case .jpeg:
            let metadata = try JPEGMetadata(file, path: path)
            let (raster, warnings) = try JPEGReader.raster(file, path: path, metadata: metadata, pixelLimit: pixelLimit)
            return Photo(
                path: path, raster: raster, format: .jpeg, decoderWarnings: warnings, file: file, identity: identity,
                orientation: metadata.orientation, profile: metadata.profile)
        case .png:
            let chunks = try PNGChunks(file, path: path)
            let (raster, warnings) = try PNGReader.raster(
                file, path: path, orientation: chunks.orientation, pixelLimit: pixelLimit)
            return Photo(
                path: path, raster: raster, format: .png, decoderWarnings: warnings, file: file, identity: identity,
                orientation: chunks.orientation, profile: chunks.profile)
        case nil:
            throw .unknownFormat(path: path)
        }
    }

    private init(
        path: FilePath, raster: Raster, format: Format, decoderWarnings: String?, file: [UInt8], identity: FileIdentity?,
        orientation: Orientation, profile: [UInt8]?
    ) {
        self.path = path
        self.raster = raster
        self.format = format
        self.file = file
        self.identity = identity
        self.orientation = orientation
        self.profile = profile
        let isShown = profile.map { ColorTransform.canUse($0, for: raster) } ?? true
        let lines = [decoderWarnings, isShown ? nil : "its color profile cannot be used, so it is shown as sRGB"]
        warnings = lines.contains { $0 != nil } ? lines.compactMap(\.self).joined(separator: "; ") : nil
    }

    static func format(of file: [UInt8]) -> Format? {
        if file.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if file.starts(with: PNGChunks.signature) { return .png }
        return nil
    }
}
