import Pixels
import System
import Workers

/// A photo that was opened: its upright picture, and all that is needed to save it again.
///
/// Memory: the file's bytes, the picture, and while loading or saving a progressive JPEG its coefficients, which are
/// 2 bytes for each sample stored. 100 million pixels of 8-bit RGB take 300 MB, as many again for the result that is
/// saved unless it is the picture, edited in place, and 300 MB of coefficients where chroma is subsampled by 2 x 2.
public struct Photo: Sendable {
    /// Formats that are read and saved; those of libraries only where their traits are built.
    public enum Format: CaseIterable, Sendable {
        case jpeg, png
        #if HEIF
        case heif
        #endif
        #if JPEGXL
        case jpegXL
        #endif
        #if TIFF
        case tiff
        #endif
        #if WebP
        case webp
        #endif
    }

    public var path: FilePath { source.path }
    /// The picture, EXIF orientation applied.
    public private(set) var raster: Raster
    /// What the content says, not the name.
    public let format: Format
    /// What the decoder found odd, and whether the color profile is of no use, in one line; nil where all was well.
    public let warnings: String?

    /// The file as it was read.
    let source: InputFile
    /// What the file held, to tell later whether somebody has changed it; nil where it was in memory.
    public var version: FileVersion? { source.version }
    let orientation: Orientation
    /// Those it was opened within, and is saved within.
    let limits: Limits
    /// The ICC profile of its colors: the embedded one, or one that says what a PNG says in numbers; nil for sRGB.
    public let profile: [UInt8]?

    /// Opens the file at `path`.
    ///
    /// - Parameters:
    ///   - page: which of its pages, from 1; nil for the first.
    ///   - cancellation: ends another process that decodes it, and is not heard otherwise.
    public static func load(
        path: FilePath, limits: Limits = Limits(), page: Int? = nil, cancellation: Cancellation = Cancellation()
    ) throws(PhotoError) -> Photo {
        try load(InputFile(path, limits, page: page, cancellation), limits)
    }

    /// Opens a file that is in memory; `path` is for messages only.
    package static func load(bytes: [UInt8], path: FilePath, limits: Limits = Limits(), page: Int? = nil) throws(PhotoError) -> Photo {
        try load(InputFile(bytes, path: path, page: page), limits)
    }

    /// Edits the picture where it lies, for the last result that is saved of it; size, model and depth stay.
    public mutating func edit(_ body: (inout Raster) -> Void) { body(&raster) }

    static func load(_ file: InputFile, _ limits: Limits) throws(PhotoError) -> Photo {
        if file.bytes.isEmpty { throw .empty(path: file.path) }
        guard let format = format(of: file.bytes) else { throw .unknownFormat(path: file.path) }
        if let page = file.page, page > 1, !format.room.hasPages { throw .noPage(path: file.path, page: page, of: 1) }
        return Photo(file, limits, format, try format.room.read(file, limits))
    }

    private init(_ file: InputFile, _ limits: Limits, _ format: Format, _ decoded: DecodedPhoto) {
        source = file
        self.limits = limits
        self.format = format
        raster = decoded.raster
        orientation = decoded.orientation
        profile = decoded.profile
        let isShown = decoded.profile.map { ColorTransform.canUse($0, for: decoded.raster) } ?? !decoded.hasProfile
        let lines = [decoded.warnings, isShown ? nil : "its color profile cannot be used, so it is shown as sRGB"]
        warnings = lines.contains { $0 != nil } ? lines.compactMap(\.self).joined(separator: "; ") : nil
    }
}
