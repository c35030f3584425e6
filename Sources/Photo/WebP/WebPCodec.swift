#if WebP
import CWebP
import Pixels
import System

/// Pictures from and to libwebp.
enum WebPCodec {
    /// The most pixels of a side.
    static let largestSide = Int(WEBP_MAX_DIMENSION)

    /// The picture as it lies in the file: 8-bit RGB, with alpha where the file has one.
    static func raster(_ file: [UInt8], path: FilePath, limits: Limits) throws(PhotoError) -> Raster {
        var config = WebPDecoderConfig()
        guard WebPInitDecoderConfig(&config) != 0 else { throw .outOfMemory(path: path) }
        try check(WebPGetFeatures(file, file.count, &config.input), path)
        let width = Int(config.input.width), height = Int(config.input.height)
        guard width * height <= limits.pixels else {
            throw .tooManyPixels(path: path, width: width, height: height, limit: limits.pixels)
        }
        var raster = Raster(width: width, height: height, model: config.input.has_alpha != 0 ? .rgba : .rgb)
        let stride = width * raster.channels
        config.output.colorspace = raster.model == .rgba ? MODE_RGBA : MODE_RGB
        config.output.is_external_memory = 1
        config.output.u.RGBA.stride = Int32(stride)
        config.output.u.RGBA.size = raster.bytes.count
        let status = raster.bytes.withUnsafeMutableBufferPointer { target in
            config.output.u.RGBA.rgba = target.baseAddress
            return WebPDecode(file, file.count, &config)
        }
        try check(status, path)
        return raster
    }

    private static func check(_ status: VP8StatusCode, _ path: FilePath) throws(PhotoError) {
        switch status {
        case VP8_STATUS_OK: return
        case VP8_STATUS_OUT_OF_MEMORY: throw .outOfMemory(path: path)
        case VP8_STATUS_UNSUPPORTED_FEATURE: throw .unsupported(path: path, reason: "it is a kind of WebP that libwebp does not know")
        case VP8_STATUS_NOT_ENOUGH_DATA, VP8_STATUS_SUSPENDED: throw .truncated(path: path)
        default: throw .damaged(path: path, reason: "its samples cannot be decoded")
        }
    }

    /// The chunks of the samples of 8-bit RGB or RGBA, which `rows` gives.
    ///
    /// - Parameter quality: of a lossy picture, 1 to 100; nil for one without loss, also of colors that alpha hides.
    static func chunks(
        width: Int, height: Int, hasAlpha: Bool, quality: Int?, path: FilePath, rows: RowSource
    ) throws(PhotoError) -> [UInt8] {
        var config = WebPConfig(), picture = WebPPicture()
        guard width <= largestSide, height <= largestSide else {
            throw .cannotEncode(path: path, reason: "WebP has no more than \(largestSide) pixels a side")
        }
        guard WebPConfigInit(&config) != 0, WebPPictureInit(&picture) != 0 else { throw .outOfMemory(path: path) }
        // The fourth of ten: of 24 megapixels it makes some 2 % more than the usual seventh, in a third of the time.
        if let quality { config.quality = Float(quality) } else { WebPConfigLosslessPreset(&config, 3) }
        config.exact = 1
        config.thread_level = 1
        picture.width = Int32(width)
        picture.height = Int32(height)
        picture.use_argb = 1
        guard WebPPictureAlloc(&picture) != 0 else { throw .outOfMemory(path: path) }
        defer { WebPPictureFree(&picture) }
        fill(picture, hasAlpha: hasAlpha, rows)
        var writer = WebPMemoryWriter()
        WebPMemoryWriterInit(&writer)
        defer { WebPMemoryWriterClear(&writer) }
        picture.writer = WebPMemoryWrite
        let isDone = withUnsafeMutablePointer(to: &writer) { writer in
            picture.custom_ptr = UnsafeMutableRawPointer(writer)
            return WebPEncode(&config, &picture) != 0
        }
        guard isDone else {
            let isShort = [VP8_ENC_ERROR_OUT_OF_MEMORY, VP8_ENC_ERROR_BITSTREAM_OUT_OF_MEMORY].contains(picture.error_code)
            throw isShort
                ? .outOfMemory(path: path) : .cannotEncode(path: path, reason: "libwebp gives up with error \(picture.error_code.rawValue)")
        }
        return samples(Array(UnsafeBufferPointer(start: writer.mem, count: writer.size)))
    }

    private static func fill(_ picture: WebPPicture, hasAlpha: Bool, _ rows: RowSource) {
        let width = Int(picture.width), channels = hasAlpha ? 4 : 3
        let row = UnsafeMutablePointer<UInt8>.allocate(capacity: width * channels)
        defer { row.deallocate() }
        for y in 0..<Int(picture.height) {
            rows(y, row)
            let target = picture.argb! + y * Int(picture.argb_stride)
            for x in 0..<width {
                let color = row + x * channels
                let alpha = hasAlpha ? UInt32(color[3]) << 24 : 0xFF00_0000
                target[x] = alpha | UInt32(color[0]) << 16 | UInt32(color[1]) << 8 | UInt32(color[2])
            }
        }
    }

    /// What in a file of libwebp is the picture: all but the head and the chunk that says what is in the file.
    private static func samples(_ file: [UInt8]) -> [UInt8] {
        let body = file.dropFirst(12)
        return Array(body.starts(with: "VP8X".utf8) ? body.dropFirst(18) : body)
    }
}
#endif
