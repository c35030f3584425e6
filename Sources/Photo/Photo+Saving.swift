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
        try AtomicFile.write(to: path, replacing: policy, source: identity) { (file) throws(PhotoError) in
            if format == .png {
                try PNGWriter.write(result.header, to: file, path: path) { result.fillBigEndianRow($0, $1) }
            } else {
                let segments = JPEGMetadata(self.file).segments
                try JPEGWriter.encode(
                    width: result.width, height: result.height, model: result.model, like: nil, segments: segments,
                    to: file, path: path
                ) { row, samples in
                    let length = result.width * result.channels
                    for index in 0..<length { samples[index] = result.bytes[row * length + index] }
                }
            }
        }
        return SaveReport(path: path, notes: [])
    }
}
