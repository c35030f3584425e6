#if HEIF
import CHEIF
import Pixels
import System

/// Writing of HEIC and AVIF files.
enum HEIFWriter {
    /// Unless told, of 1 to 100; a file does not tell with which one it was made.
    static let quality = 95
    /// Bits of a sample of a picture with more than 8: what decoders know. libheif 1.15, which is Debian 12's, ends the process where AV1 has 10.
    static func deepBits(isHEVC: Bool) -> Int { isHEVC ? 10 : 12 }

    /// What tells the colors of a picture.
    enum Colors {
        case profile([UInt8])
        case code(CodedColors.Code)
    }

    /// The file of a picture of RGB, with alpha or without.
    static func file(
        _ raster: Raster, isHEVC: Bool, quality: Int, _ colors: Colors, exif: [UInt8]?, xmp: [UInt8]?, path: FilePath
    ) throws(PhotoError) -> [UInt8] {
        guard HEIFLibrary.isReady, let context = heif_context_alloc() else { throw .outOfMemory(path: path) }
        defer { heif_context_free(context) }
        var encoder: OpaquePointer?
        let format = isHEVC ? heif_compression_HEVC : heif_compression_AV1
        guard heif_context_get_encoder_for_format(context, format, &encoder).code == heif_error_Ok else {
            throw .cannotEncode(path: path, reason: "libheif has no encoder for \(isHEVC ? "HEIC" : "AVIF") here; save as PNG")
        }
        defer { heif_encoder_release(encoder) }
        try HEIFLibrary.check(heif_encoder_set_lossy_quality(encoder, Int32(quality)), path)
        // Without it the colors would be kept at half of the resolution.
        _ = heif_encoder_set_parameter_string(encoder, "chroma", "444")
        // Of x265: half the time of libheif's own choice, slow, for a twentieth more bytes and no more loss.
        _ = heif_encoder_set_parameter_string(encoder, "preset", "medium")
        let image = try image(raster, bits: raster.sampleType == .uint8 ? 8 : deepBits(isHEVC: isHEVC), path)
        defer { heif_image_release(image) }
        switch colors {
        case .profile(let profile):
            try HEIFLibrary.check(heif_image_set_raw_color_profile(image, "prof", profile, profile.count), path)
        case .code(let code):
            guard let told = heif_nclx_color_profile_alloc() else { throw .outOfMemory(path: path) }
            heif_nclx_color_profile_set_color_primaries(told, UInt16(code.primaries))
            heif_nclx_color_profile_set_transfer_characteristics(told, UInt16(code.transfer))
            heif_image_set_nclx_color_profile(image, told)
            heif_nclx_color_profile_free(told)
        }
        var handle: OpaquePointer?
        let status = heif_context_encode_image(context, image, encoder, nil, &handle)
        guard status.code == heif_error_Ok else {
            throw .cannotEncode(path: path, reason: status.message.map { String(cString: $0) } ?? "libheif gives up")
        }
        defer { heif_image_handle_release(handle) }
        if let exif { try HEIFLibrary.check(heif_context_add_exif_metadata(context, handle, exif, Int32(exif.count)), path) }
        if let xmp { try HEIFLibrary.check(heif_context_add_XMP_metadata(context, handle, xmp, Int32(xmp.count)), path) }
        return try bytes(of: context, path)
    }

    private static func image(_ raster: Raster, bits: Int, _ path: FilePath) throws(PhotoError) -> OpaquePointer {
        let isDeep = bits > 8, hasAlpha = raster.model.hasAlpha
        let chroma =
            isDeep
            ? hasAlpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE
            : hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB
        var image: OpaquePointer?, stride: Int32 = 0
        let width = Int32(raster.width), height = Int32(raster.height)
        try HEIFLibrary.check(heif_image_create(width, height, heif_colorspace_RGB, chroma, &image), path)
        let status = heif_image_add_plane(image, heif_channel_interleaved, width, height, Int32(bits))
        guard status.code == heif_error_Ok, let plane = heif_image_get_plane(image, heif_channel_interleaved, &stride) else {
            heif_image_release(image)
            throw .outOfMemory(path: path)
        }
        let length = raster.width * raster.bytesPerPixel, most = 1 << bits - 1
        raster.bytes.withUnsafeBytes { source in
            for row in 0..<raster.height {
                let target = UnsafeMutableRawPointer(plane + row * Int(stride))
                guard isDeep else {
                    target.copyMemory(from: source.baseAddress! + row * length, byteCount: length)
                    continue
                }
                for index in 0..<length / 2 {
                    let sample = Int(source.loadUnaligned(fromByteOffset: row * length + 2 * index, as: UInt16.self))
                    target.storeBytes(of: UInt16((sample * most + 32_767) / 65_535).littleEndian, toByteOffset: 2 * index, as: UInt16.self)
                }
            }
        }
        return image!
    }

    private static func bytes(of context: OpaquePointer, _ path: FilePath) throws(PhotoError) -> [UInt8] {
        var file: [UInt8] = []
        var writer = heif_writer(writer_api_version: 1) { _, data, count, target in
            target!.assumingMemoryBound(to: [UInt8].self).pointee += UnsafeRawBufferPointer(start: data, count: count)
            return heif_error(code: heif_error_Ok, subcode: heif_suberror_Unspecified, message: nil)
        }
        let status = withUnsafeMutablePointer(to: &file) { heif_context_write(context, &writer, $0) }
        try HEIFLibrary.check(status, path)
        return file
    }
}
#endif
