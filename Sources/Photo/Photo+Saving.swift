extension Photo {
    /// Writes `result` in the photo's format, or in that of the extension of `path`.
    ///
    /// - Parameters:
    ///   - result: the upright picture, of the size, model and depth of `raster`.
    ///   - changed: a byte a pixel of the upright picture, nonzero where `result` counts; elsewhere the saved file
    ///     has what the photo has.
    public func save(
        _ result: Raster, changed: [UInt8], to path: String, replacing policy: ReplacePolicy = .never
    ) throws(PhotoError) -> SaveReport {
        precondition(result.width == raster.width && result.height == raster.height && result.model == raster.model)
        precondition(result.bytesPerSample == raster.bytesPerSample && changed.count == raster.width * raster.height)
        let picture = Composition(original: raster, result: result, changed: changed, orientation: orientation)
        if Self.otherFormats.contains(Self.fileExtension(of: path)) {
            throw .cannotEncode(path: path, reason: "only JPEG and PNG can be written")
        }
        var notes: [String] = []
        try AtomicFile.write(to: path, replacing: policy, source: identity) { (file) throws(PhotoError) in
            switch (format, Self.format(named: path) ?? format) {
            case (.jpeg, .jpeg): notes = try saveJPEG(picture, to: file, path: path)
            case (.png, .jpeg): notes = try saveAsJPEG(picture, to: file, path: path)
            case (.png, .png): notes = try savePNG(picture, to: file, path: path)
            case (.jpeg, .png): notes = try saveAsPNG(picture, to: file, path: path)
            }
        }
        return SaveReport(path: path, notes: notes)
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
