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

    /// The format that a name's extension asks for, nil where it says nothing.
    package static func format(named path: String) -> Format? {
        switch path.split(separator: "/").last?.split(separator: ".").last?.lowercased() {
        case "jpg", "jpeg", "jpe", "jfif": .jpeg
        case "png": .png
        default: nil
        }
    }
}
