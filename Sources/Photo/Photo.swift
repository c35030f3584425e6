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
    /// What the file held, to tell later whether somebody has changed it; nil where it was in memory.
    public let version: FileVersion?
    let orientation: Orientation
    /// Those it was opened within, and is saved within.
    let limits: Limits
    /// The ICC profile of its colors: the embedded one, or one that says what a PNG says in numbers; nil for sRGB.
    public let profile: [UInt8]?

    /// Opens the JPEG or PNG file at `path`.
    public static func load(path: FilePath, limits: Limits = Limits()) throws(PhotoError) -> Photo {
        try load(InputFile(path, limits), limits)
    }

    /// Opens a file that is in memory; `path` is for messages only.
    package static func load(bytes: [UInt8], path: FilePath, limits: Limits = Limits()) throws(PhotoError) -> Photo {
        try load(InputFile(bytes, path: path), limits)
    }

    static func load(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> Photo {
        if file.bytes.isEmpty { throw .empty(path: file.path) }
        switch format(of: file.bytes) {
        case .jpeg:
            let metadata = try JPEGMetadata(file.bytes, path: file.path, limits: limits)
            return try Photo(
                file, limits, .jpeg,
                JPEGReader.raster(
                    file.bytes, path: file.path, orientation: metadata.orientation, scans: metadata.scans.count, limits: limits),
                metadata.orientation, metadata.profile, hasProfile: metadata.hasProfile)
        case .png:
            let chunks = try PNGChunks(file.bytes, path: file.path, limits: limits)
            let decoded = try PNGReader.raster(file.bytes, path: file.path, orientation: chunks.orientation, limits: limits)
            let profile = chunks.colorProfile(isGray: decoded.raster.channels < 3)
            return Photo(file, limits, .png, decoded, chunks.orientation, profile, hasProfile: chunks.hasProfile)
        case nil:
            throw .unknownFormat(path: file.path)
        }
    }

    private init(
        _ file: InputFile, _ limits: Limits, _ format: Format, _ decoded: (raster: Raster, warnings: String?),
        _ orientation: Orientation, _ profile: [UInt8]?, hasProfile: Bool
    ) {
        path = file.path
        self.file = file.bytes
        version = file.version
        self.limits = limits
        self.format = format
        raster = decoded.raster
        self.orientation = orientation
        self.profile = profile
        let isShown = profile.map { ColorTransform.canUse($0, for: decoded.raster) } ?? !hasProfile
        let lines = [decoded.warnings, isShown ? nil : "its color profile cannot be used, so it is shown as sRGB"]
        warnings = lines.contains { $0 != nil } ? lines.compactMap(\.self).joined(separator: "; ") : nil
    }
}
