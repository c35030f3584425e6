extension Raster {
    /// The same picture with its colors multiplied by alpha, in 16 bits so that nothing is lost of what is opaque; nil where all of it is
    /// opaque.
    ///
    /// What is transparent has no color that counts: means and differences are right only in this form (Porter and Duff, "Compositing
    /// digital images", 1984).
    public func premultiplied() -> Raster? {
        guard model.hasAlpha else { return nil }
        let channels = channels, largest = largestSample, type = sampleType, count = width * height
        let isOpaque = bytes.withUnsafeBytes { bytes in
            (0..<count).allSatisfy { type.load(from: bytes, at: ($0 + 1) * channels - 1) == largest }
        }
        guard !isOpaque else { return nil }
        var result = Raster(width: width, height: height, model: model, sampleType: .uint16)
        bytes.withUnsafeBytes { source in
            result.bytes.withUnsafeMutableBytes { target in
                for pixel in 0..<count {
                    let alpha = type.load(from: source, at: (pixel + 1) * channels - 1) * 65_535 / largest
                    for index in pixel * channels..<(pixel + 1) * channels - 1 {
                        let sample = type.load(from: source, at: index)
                        SampleType.uint16.store((sample * alpha + largest / 2) / largest, to: target, at: index)
                    }
                    SampleType.uint16.store(alpha, to: target, at: (pixel + 1) * channels - 1)
                }
            }
        }
        return result
    }

    /// What was `premultiplied`, as it was before. Black where it is transparent.
    public func unpremultiplied(_ type: SampleType) -> Raster {
        precondition(model.hasAlpha && sampleType == .uint16)
        let channels = channels, largest = type.largest
        var result = Raster(width: width, height: height, model: model, sampleType: type)
        bytes.withUnsafeBytes { source in
            result.bytes.withUnsafeMutableBytes { target in
                for pixel in 0..<width * height {
                    let alpha = sampleType.load(from: source, at: (pixel + 1) * channels - 1)
                    for index in pixel * channels..<(pixel + 1) * channels - 1 where alpha > 0 {
                        let sample = sampleType.load(from: source, at: index)
                        type.store(min(largest, (sample * largest + alpha / 2) / alpha), to: target, at: index)
                    }
                    type.store((alpha * largest + 32_767) / 65_535, to: target, at: (pixel + 1) * channels - 1)
                }
            }
        }
        return result
    }
}
