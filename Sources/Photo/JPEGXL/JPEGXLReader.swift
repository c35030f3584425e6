#if JPEGXL
import CJXL
import Pixels
import System

/// The picture of a JPEG XL file in memory.
final class JPEGXLReader: IsolatedReader {
    static let bytesPerPixel = 64
    static let pixelsPerSecond = 1_000_000

    private(set) var header = IsolatedHeader()
    private let library: cjxl_functions
    private let bytes: UnsafeRawBufferPointer
    private let path: FilePath

    init(_ bytes: UnsafeRawBufferPointer, path: FilePath, limits: Limits) throws(PhotoError) {
        library = try JPEGXLLibrary.functions(path)
        self.bytes = bytes
        self.path = path
        var boxes = JPEGXLBoxes(library, path, limits)
        try decode([JXL_DEC_BASIC_INFO, JXL_DEC_COLOR_ENCODING, JXL_DEC_BOX]) { (decoder, event) throws(PhotoError) in
            switch event {
            case JXL_DEC_BASIC_INFO: try readInformation(decoder, limits)
            case JXL_DEC_COLOR_ENCODING: readColors(decoder, limits)
            case JXL_DEC_BOX: try boxes.begin(decoder)
            case JXL_DEC_BOX_NEED_MORE_OUTPUT: try boxes.goOn(decoder)
            case JXL_DEC_SUCCESS: try boxes.end(decoder)
            default: break
            }
        }
        header.exif = boxes.exif
        header.xmp = boxes.xmp
        header.left += boxes.left
    }

    func raster(_ header: IsolatedHeader) throws(PhotoError) -> Raster {
        var raster = header.emptyRaster
        var format = JxlPixelFormat(
            num_channels: UInt32(raster.channels), data_type: header.isDeep ? JXL_TYPE_UINT16 : JXL_TYPE_UINT8, endianness: JXL_NATIVE_ENDIAN,
            align: 0)
        let failure = raster.bytes.withUnsafeMutableBytes { samples -> PhotoError? in
            do throws(PhotoError) {
                try decode([JXL_DEC_FULL_IMAGE]) { (decoder, event) throws(PhotoError) in
                    guard event == JXL_DEC_NEED_IMAGE_OUT_BUFFER else { return }
                    let status = library.JxlDecoderSetImageOutBuffer(decoder, &format, samples.baseAddress!, samples.count)
                    guard status == JXL_DEC_SUCCESS else { throw .decoderFailed(path: path) }
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        return raster
    }

    /// Goes through the file, and has `handle` see all events up to the end.
    private func decode(
        _ events: [JxlDecoderStatus], _ handle: (OpaquePointer, JxlDecoderStatus) throws(PhotoError) -> Void
    ) throws(PhotoError) {
        guard let decoder = library.JxlDecoderCreate(nil) else { throw .outOfMemory(path: path) }
        defer { library.JxlDecoderDestroy(decoder) }
        _ = library.JxlDecoderSubscribeEvents(decoder, Int32(events.reduce(0) { $0 | $1.rawValue }))
        _ = library.JxlDecoderSetDecompressBoxes(decoder, 1)
        _ = library.JxlDecoderSetUnpremultiplyAlpha(decoder, 1)
        _ = library.JxlDecoderSetInput(decoder, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        library.JxlDecoderCloseInput(decoder)
        while true {
            let event = library.JxlDecoderProcessInput(decoder)
            switch event {
            case JXL_DEC_NEED_MORE_INPUT: throw .truncated(path: path)
            case JXL_DEC_ERROR: throw .damaged(path: path, reason: "it cannot be decoded")
            default: try handle(decoder, event)
            }
            if event == JXL_DEC_SUCCESS { return }
        }
    }

    private func readInformation(_ decoder: OpaquePointer, _ limits: Limits) throws(PhotoError) {
        var information = JxlBasicInfo()
        guard library.JxlDecoderGetBasicInfo(decoder, &information) == JXL_DEC_SUCCESS else { throw .decoderFailed(path: path) }
        // It gives the picture upright, and its size so.
        header.width = Int(information.xsize)
        header.height = Int(information.ysize)
        guard header.width * header.height <= limits.pixels else {
            throw .tooManyPixels(path: path, width: header.width, height: header.height, limit: limits.pixels)
        }
        if information.have_animation != 0 {
            throw .unsupported(path: path, reason: "it is animated, and only one picture would be kept")
        }
        header.isDeep = max(information.bits_per_sample, information.alpha_bits) > 8
        header.isGray = information.num_color_channels == 1
        header.hasAlpha = information.alpha_bits > 0
        if information.exponent_bits_per_sample > 0 { header.left.append("what samples of floating point have beyond 16 bits") }
        for index in 0..<Int(information.num_extra_channels) {
            var channel = JxlExtraChannelInfo()
            _ = library.JxlDecoderGetExtraChannelInfo(decoder, index, &channel)
            if channel.type == JXL_CHANNEL_BLACK { throw .unsupported(path: path, reason: "its colors are inks (CMYK)") }
        }
        if information.num_extra_channels > (header.hasAlpha ? 1 : 0) { header.left.append("channels beside colors and alpha") }
    }

    private func readColors(_ decoder: OpaquePointer, _ limits: Limits) {
        var encoding = JxlColorEncoding()
        if cjxl_encoding(decoder, &encoding) == JXL_DEC_SUCCESS {
            let isUsual = header.isGray || encoding.primaries == JXL_PRIMARIES_SRGB
            if isUsual, encoding.white_point == JXL_WHITE_POINT_D65, encoding.transfer_function == JXL_TRANSFER_FUNCTION_SRGB { return }
            if [JXL_TRANSFER_FUNCTION_PQ, JXL_TRANSFER_FUNCTION_HLG].contains(encoding.transfer_function) {
                header.lostColors = "of high dynamic range"
                let codes: [UInt32: UInt8] = [JXL_PRIMARIES_SRGB.rawValue: 1, JXL_PRIMARIES_2100.rawValue: 9, JXL_PRIMARIES_P3.rawValue: 12]
                if encoding.white_point == JXL_WHITE_POINT_D65, let primaries = codes[encoding.primaries.rawValue] {
                    // By the numbers of H.273, as JPEG XL's are for curves.
                    header.colorCode = .init(primaries: primaries, transfer: UInt8(encoding.transfer_function.rawValue))
                }
                return
            }
        }
        header.hasProfile = true
        var size = 0
        guard cjxl_profile_size(decoder, &size) == JXL_DEC_SUCCESS, (1...limits.inflated).contains(size) else { return }
        var profile = [UInt8](repeating: 0, count: size)
        if cjxl_profile(decoder, &profile, size) == JXL_DEC_SUCCESS { header.profile = profile }
    }
}
#endif
