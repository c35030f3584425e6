import Pixels
import System

/// A photo that was opened: its upright picture, and all that is needed to save it again.
///
/// Memory: the file's bytes, the picture, and while loading or saving a progressive JPEG its coefficients, which are
/// 2 bytes for each sample stored. 100 million pixels of 8-bit RGB take 300 MB, as many again for the result that is
/// saved, and 300 MB of coefficients where chroma is subsampled by 2 x 2.
public struct Photo: Sendable {
    public enum Format: Sendable { case jpeg, png }

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
    /// Those it was opened within, and is saved within.
    let limits: Limits
    /// The embedded ICC profile.
    public let profile: [UInt8]?

    /// Opens the JPEG or PNG file at `path`.
    public static func load(path: FilePath, limits: Limits = Limits()) throws(PhotoError) -> Photo {
        let (file, identity) = try InputFile.read(path, limits)
        return try load(file, path: path, identity: identity, limits: limits)
    }

    /// Opens a file that is in memory; `path` is for messages only.
    package static func load(bytes: [UInt8], path: FilePath, limits: Limits = Limits()) throws(PhotoError) -> Photo {
        try load(bytes, path: path, identity: nil, limits: limits)
    }

    private static func load(
        _ file: [UInt8], path: FilePath, identity: FileIdentity?, limits: Limits
    ) throws(PhotoError) -> Photo {
        switch format(of: file) {
        case .jpeg:
            let metadata = try JPEGMetadata(file, path: path, limits: limits)
            let (raster, warnings) = try JPEGReader.raster(file, path: path, metadata: metadata, limits: limits)
            return Photo(
                path: path, raster: raster, format: .jpeg, decoderWarnings: warnings, file: file, identity: identity,
                orientation: metadata.orientation, profile: metadata.profile, limits: limits)
        case .png:
            let chunks = try PNGChunks(file, path: path, limits: limits)
            let (raster, warnings) = try PNGReader.raster(
                file, path: path, orientation: chunks.orientation, limits: limits)
            return Photo(
                path: path, raster: raster, format: .png, decoderWarnings: warnings, file: file, identity: identity,
                orientation: chunks.orientation, profile: chunks.profile, limits: limits)
        case nil:
            throw .unknownFormat(path: path)
        }
    }

    private init(
        path: FilePath, raster: Raster, format: Format, decoderWarnings: String?, file: [UInt8], identity: FileIdentity?,
        orientation: Orientation, profile: [UInt8]?, limits: Limits
    ) {
        self.path = path
        self.raster = raster
        self.format = format
        self.file = file
        self.identity = identity
        self.orientation = orientation
        self.profile = profile
        self.limits = limits
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
