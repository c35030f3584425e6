#if JPEGXL
import CJXL
import Pixels
import System

/// Writing of JPEG XL files.
enum JPEGXLWriter {
    /// Of nine, as fast as WebP's.
    private static let effort: Int64 = 3

    /// The file of a picture of gray or RGB, with alpha or without.
    ///
    /// - Parameter quality: 1 to 100; nil for one without loss, also of colors that alpha hides.
    static func file(
        _ raster: Raster, quality: Int?, profile: [UInt8]?, exif: [UInt8]?, xmp: [UInt8]?, path: FilePath
    ) throws(PhotoError) -> [UInt8] {
        let library = try JPEGXLLibrary.functions(path)
        guard let encoder = library.JxlEncoderCreate(nil) else { throw .outOfMemory(path: path) }
        defer { library.JxlEncoderDestroy(encoder) }
        func check(_ status: JxlEncoderStatus) throws(PhotoError) {
            guard status == JXL_ENC_SUCCESS else { throw .cannotEncode(path: path, reason: "libjxl gives up; save as PNG") }
        }
        var information = information(raster, library)
        information.uses_original_profile = quality == nil ? 1 : 0
        if exif != nil || xmp != nil { try check(library.JxlEncoderUseBoxes(encoder)) }
        try check(library.JxlEncoderSetBasicInfo(encoder, &information))
        // More than 12 bits, or a profile, are beyond the fifth.
        try check(library.JxlEncoderSetCodestreamLevel(encoder, 10))
        if let profile {
            try check(library.JxlEncoderSetICCProfile(encoder, profile, profile.count))
        } else {
            var colors = JxlColorEncoding()
            library.JxlColorEncodingSetToSRGB(&colors, information.num_color_channels == 1 ? 1 : 0)
            try check(library.JxlEncoderSetColorEncoding(encoder, &colors))
        }
        guard let settings = library.JxlEncoderFrameSettingsCreate(encoder, nil) else { throw .outOfMemory(path: path) }
        try check(library.JxlEncoderFrameSettingsSetOption(settings, JXL_ENC_FRAME_SETTING_EFFORT, effort))
        if let quality {
            try check(library.JxlEncoderSetFrameDistance(settings, distance(quality)))
        } else {
            try check(library.JxlEncoderSetFrameLossless(settings, 1))
        }
        // The place of the TIFF header comes first.
        if let exif { try check(library.JxlEncoderAddBox(encoder, "Exif", [0, 0, 0, 0] + exif, exif.count + 4, 0)) }
        if let xmp { try check(library.JxlEncoderAddBox(encoder, "xml ", xmp, xmp.count, 0)) }
        var format = JxlPixelFormat(
            num_channels: UInt32(raster.channels), data_type: raster.sampleType == .uint8 ? JXL_TYPE_UINT8 : JXL_TYPE_UINT16,
            endianness: JXL_NATIVE_ENDIAN, align: 0)
        try check(library.JxlEncoderAddImageFrame(settings, &format, raster.bytes, raster.bytes.count))
        library.JxlEncoderCloseInput(encoder)
        var file: [UInt8] = [], part = [UInt8](repeating: 0, count: 1 << 20), status = JXL_ENC_NEED_MORE_OUTPUT
        while status == JXL_ENC_NEED_MORE_OUTPUT {
            let count = part.withUnsafeMutableBufferPointer { buffer in
                var next = buffer.baseAddress, room = buffer.count
                status = library.JxlEncoderProcessOutput(encoder, &next, &room)
                return buffer.count - room
            }
            file += part.prefix(count)
        }
        try check(status)
        return file
    }

    private static func information(_ raster: Raster, _ library: cjxl_functions) -> JxlBasicInfo {
        let bits: UInt32 = raster.sampleType == .uint8 ? 8 : 16
        var information = JxlBasicInfo()
        library.JxlEncoderInitBasicInfo(&information)
        information.xsize = UInt32(raster.width)
        information.ysize = UInt32(raster.height)
        information.bits_per_sample = bits
        information.num_color_channels = raster.channels < 3 ? 1 : 3
        information.num_extra_channels = raster.model.hasAlpha ? 1 : 0
        information.alpha_bits = raster.model.hasAlpha ? bits : 0
        return information
    }

    /// What libjxl's own programs take for a quality: a distance at which people begin to see what was lost, at 1.
    private static func distance(_ quality: Int) -> Float {
        let quality = Float(quality)
        return quality >= 30 ? 0.1 + (100 - quality) * 0.09 : 53 / 3000 * quality * quality - 23 / 20 * quality + 25
    }
}
#endif
