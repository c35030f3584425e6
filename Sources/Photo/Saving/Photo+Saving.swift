import Glibc
import Pixels

extension Photo {
    /// Writes `result` in the photo's format, or in that of the extension of `path`.
    ///
    /// - Parameters:
    ///   - result: the upright picture, of the size, model and depth of `raster`.
    ///   - changed: a byte a pixel of the upright picture, nonzero where `result` counts; elsewhere the saved file
    ///     has what the photo has.
    ///   - keepsFaces: whether names and regions of faces stay where the face was removed.
    public func save(
        _ result: Raster, changed: [UInt8], to path: String, replacing policy: ReplacePolicy = .never, keepsFaces: Bool = false
    ) throws(PhotoError) -> SaveReport {
        let (file, report) = try write(result, changed: changed, for: path, replacing: policy, keepsFaces: keepsFaces)
        try file.place()
        return report
    }

    /// Throws what can be known of a save to `path` before there is a result.
    public func check(_ path: String, replacing policy: ReplacePolicy = .never) throws(PhotoError) {
        try Self.checkFormat(of: path)
        try AtomicFile.check(path, replacing: policy, source: identity)
    }

    private static func checkFormat(of path: String) throws(PhotoError) {
        if otherFormats.contains(fileExtension(of: path)) {
            throw .cannotEncode(path: path, reason: "only JPEG and PNG can be written")
        }
    }

    /// Writes what `save` does, up to putting the file in its place.
    public func write(
        _ result: Raster, changed: [UInt8], for path: String, replacing policy: ReplacePolicy = .never, keepsFaces: Bool = false
    ) throws(PhotoError) -> (file: AtomicFile, report: SaveReport) {
        try Self.checkFormat(of: path)
        var notes: [String] = []
        let file = try AtomicFile(to: path, replacing: policy, source: identity) { (file) throws(PhotoError) in
            notes = try encode(
                result, changed: changed, as: Self.format(named: path) ?? format, keepsFaces: keepsFaces, to: file, path: path)
        }
        return (file, SaveReport(path: path, notes: notes))
    }

    /// A descriptor, at its start, of the result in the photo's format, as a file in `folder` that has no name, and what had to
    /// change besides the pixels.
    public func writeNameless(
        _ result: Raster, changed: [UInt8], in folder: String, keepsFaces: Bool = false
    ) throws(PhotoError) -> (descriptor: Int32, notes: [String]) {
        var notes: [String] = []
        let descriptor = try AtomicFile.nameless(in: folder) { (file) throws(PhotoError) in
            notes = try encode(result, changed: changed, as: format, keepsFaces: keepsFaces, to: file, path: folder)
        }
        lseek(descriptor, 0, SEEK_SET)
        return (descriptor, notes)
    }

    /// Returns what had to change besides the pixels.
    private func encode(
        _ result: Raster, changed: [UInt8], as target: Format, keepsFaces: Bool, to file: UnsafeMutablePointer<FILE>, path: String
    ) throws(PhotoError) -> [String] {
        precondition(result.width == raster.width && result.height == raster.height && result.model == raster.model)
        precondition(result.sampleType == raster.sampleType && changed.count == raster.width * raster.height)
        let picture = Composition(original: raster, result: result, changed: changed, orientation: orientation)
        return switch (format, target) {
        case (.jpeg, .jpeg): try saveJPEG(picture, keepsFaces: keepsFaces, to: file, path: path)
        case (.png, .jpeg): try saveAsJPEG(picture, to: file, path: path)
        case (.png, .png): try savePNG(picture, keepsFaces: keepsFaces, to: file, path: path)
        case (.jpeg, .png): try saveAsPNG(picture, to: file, path: path)
        }
    }

    /// Extensions of other pictures; any else may be part of a name, such as `photo.2026-11-24`.
    private static let otherFormats: Set<String> = [
        "webp", "avif", "heic", "heif", "jxl", "jp2", "tif", "tiff", "gif", "bmp", "tga", "ppm", "psd", "xcf", "dng", "svg", "pdf",
    ]

    /// In small letters, without its dot; empty where there is none.
    private static func fileExtension(of path: String) -> String {
        let parts = path.split(separator: "/").last?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        return parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
    }

    /// The format that a name's extension asks for, nil where it says nothing.
    package static func format(named path: String) -> Format? {
        switch fileExtension(of: path) {
        case "jpg", "jpeg", "jpe", "jfif": .jpeg
        case "png": .png
        default: nil
        }
    }
}
