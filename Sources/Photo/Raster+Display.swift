import Pixels

extension Raster {
    /// The picture in 8-bit sRGB, through `profile` where it has one that fits, transparent parts over a checkerboard.
    func forDisplay(profile: [UInt8]?) -> Raster {
        var result: Raster
        if let profile, let transform = ColorTransform(profile: profile, for: self) {
            result = converted(by: transform)
        } else if model == .rgb && sampleType == .uint8 {
            return self
        } else {
            result = model == .cmyk ? rgbFromInks() : rgbFromSamples()
        }
        if model.hasAlpha { result.lay(over: self) }
        return result
    }

    /// The picture in 8-bit RGB, with alpha where it has one; through `profile` to sRGB where one is told, from inks in any case.
    func inRGB(through profile: [UInt8]?) -> Raster {
        let transform = profile.flatMap { ColorTransform(profile: $0, for: self) }
        let colors =
            if let transform { converted(by: transform) } else { model == .cmyk ? rgbFromInks() : rgbFromSamples() }
        guard model.hasAlpha else { return colors }
        var result = Raster(width: width, height: height, model: .rgba)
        bytes.withUnsafeBytes { source in
            result.bytes.withUnsafeMutableBufferPointer { target in
                for pixel in 0..<width * height {
                    for channel in 0..<3 { target[4 * pixel + channel] = colors.bytes[3 * pixel + channel] }
                    target[4 * pixel + 3] = byte(source, at: (pixel + 1) * channels - 1)
                }
            }
        }
        return result
    }

    private func converted(by transform: borrowing ColorTransform) -> Raster {
        var result = Raster(width: width, height: height, model: .rgb)
        bytes.withUnsafeBytes { source in
            result.bytes.withUnsafeMutableBytes { target in
                for row in 0..<height {
                    transform.convert(
                        source.baseAddress! + row * width * bytesPerPixel, to: target.baseAddress! + row * width * 3,
                        count: width)
                }
            }
        }
        return result
    }

    /// RGB from inks by the simple formula, for when no profile says better: each light is what its ink and black let by.
    func rgbFromInks() -> Raster {
        var result = Raster(width: width, height: height, model: .rgb)
        bytes.withUnsafeBufferPointer { source in
            result.bytes.withUnsafeMutableBufferPointer { target in
                for pixel in 0..<width * height {
                    let light = 255 - Int(source[4 * pixel + 3])
                    for channel in 0..<3 {
                        target[3 * pixel + channel] = UInt8(((255 - Int(source[4 * pixel + channel])) * light + 127) / 255)
                    }
                }
            }
        }
        return result
    }

    /// RGB from gray or RGB of any depth, without the alpha.
    private func rgbFromSamples() -> Raster {
        var result = Raster(width: width, height: height, model: .rgb)
        let step = channels >= 3 ? 1 : 0
        bytes.withUnsafeBytes { source in
            result.bytes.withUnsafeMutableBufferPointer { target in
                for pixel in 0..<width * height {
                    for channel in 0..<3 {
                        target[3 * pixel + channel] = byte(source, at: pixel * channels + step * channel)
                    }
                }
            }
        }
        return result
    }

    /// Lays the picture over a checkerboard by the alpha of `original`.
    private mutating func lay(over original: Raster) {
        let last = original.channels - 1, width = width, height = height
        original.bytes.withUnsafeBytes { source in
            bytes.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    for x in 0..<width {
                        let pixel = y * width + x
                        let alpha = Int(original.byte(source, at: pixel * original.channels + last))
                        // Squares of 8 pixels in two grays, as image editors show it.
                        let board = (x / 8 + y / 8) % 2 == 0 ? 102 : 153
                        for index in 3 * pixel..<3 * pixel + 3 {
                            target[index] = UInt8((Int(target[index]) * alpha + board * (255 - alpha) + 127) / 255)
                        }
                    }
                }
            }
        }
    }

    /// Sample `index` brought to 8 bits.
    private func byte(_ bytes: UnsafeRawBufferPointer, at index: Int) -> UInt8 {
        if sampleType == .uint8 { return bytes[index] }
        return UInt8((sampleType.load(from: bytes, at: index) * 255 + largestSample / 2) / largestSample)
    }
}
