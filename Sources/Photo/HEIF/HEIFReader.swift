#if HEIF
import CHEIF
import Pixels
import System

/// The primary picture of an HEIF file: a handle on the library's reader over bytes that are in memory.
final class HEIFReader: IsolatedReader {
    static let bytesPerPixel = 24
    static let pixelsPerSecond = 8_000_000

    private let context: OpaquePointer
    private let handle: OpaquePointer
    private let path: FilePath

    init(_ bytes: UnsafeRawBufferPointer, path: FilePath, limits: Limits) throws(PhotoError) {
        guard !Self.sequences.contains(where: { bytes.dropFirst(8).starts(with: $0.utf8) }) else {
            throw .unsupported(path: path, reason: "it is a sequence, of which only one picture would be kept")
        }
        guard HEIFLibrary.isReady, let context = heif_context_alloc() else { throw .outOfMemory(path: path) }
        var handle: OpaquePointer?
        do throws(PhotoError) {
            try HEIFLibrary.check(heif_context_read_from_memory_without_copy(context, bytes.baseAddress, bytes.count, nil), path)
            try HEIFLibrary.check(heif_context_get_primary_image_handle(context, &handle), path)
            let width = Int(heif_image_handle_get_width(handle)), height = Int(heif_image_handle_get_height(handle))
            guard width > 0, height > 0 else { throw .damaged(path: path, reason: "its picture has no size") }
            guard width * height <= limits.pixels else {
                throw .tooManyPixels(path: path, width: width, height: height, limit: limits.pixels)
            }
            // Lists of what describes a picture are short; a hostile one could be long.
            guard heif_image_handle_get_number_of_metadata_blocks(handle, nil) <= Self.mostBlocks else {
                throw .unsupported(path: path, reason: "it has more than \(Self.mostBlocks) blocks of metadata")
            }
            try Self.checkParts(of: handle!, bytes, context, path)
        } catch {
            if let handle { heif_image_handle_release(handle) }
            heif_context_free(context)
            throw error
        }
        self.context = context
        self.handle = handle!
        self.path = path
    }

    deinit {
        heif_image_handle_release(handle)
        heif_context_free(context)
    }

    /// Grids are of tiles of 256 x 256 pixels and more, overlays of a few pictures: three times the pixels at most, of a large picture.
    private static func checkParts(
        of handle: OpaquePointer, _ bytes: UnsafeRawBufferPointer, _ context: OpaquePointer, _ path: FilePath
    ) throws(PhotoError) {
        func pixels(_ handle: OpaquePointer) -> Int { Int(heif_image_handle_get_width(handle)) * Int(heif_image_handle_get_height(handle)) }
        guard let parts = HEIFParts(bytes) else { throw .damaged(path: path, reason: "its references have other lengths than they tell") }
        var primary: heif_item_id = 0
        try HEIFLibrary.check(heif_context_get_primary_image_ID(context, &primary), path)
        let most = 16_000_000 + 6 * pixels(handle)
        // A grid tells once more how large it is, and the library makes a picture of that size, whose bytes it counts in 32 bits.
        heif_context_set_maximum_image_size_limit(context, Int32(Double(min(most, 1 << 28)).squareRoot()))
        let areTooMany = parts.areMore(than: most, of: primary) { identifier in
            var part: OpaquePointer?
            guard heif_context_get_image_handle(context, identifier, &part).code == heif_error_Ok, let part else { return 0 }
            defer { heif_image_handle_release(part) }
            return pixels(part)
        }
        if areTooMany { throw .unsupported(path: path, reason: "it is made of more pictures than one of its size needs") }
    }

    private static let mostBlocks: Int32 = 1000
    private static let sequences = ["hevc", "hevx", "msf1", "avis"]

    var header: IsolatedHeader {
        var header = IsolatedHeader(
            width: Int(heif_image_handle_get_width(handle)), height: Int(heif_image_handle_get_height(handle)),
            isDeep: heif_image_handle_get_luma_bits_per_pixel(handle) > 8, hasAlpha: heif_image_handle_has_alpha_channel(handle) != 0,
            exif: exif, xmp: xmp, left: left)
        readColors(&header)
        return header
    }

    /// The picture upright, for the file's turns and mirrors are applied: RGB of 8 bits, or of 16 where there are more than 8.
    func raster(_ header: IsolatedHeader) throws(PhotoError) -> Raster {
        let hasAlpha = header.hasAlpha, isDeep = header.isDeep
        let chroma =
            isDeep
            ? hasAlpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE
            : hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB
        var image: OpaquePointer?
        try HEIFLibrary.check(heif_decode_image(handle, &image, heif_colorspace_RGB, chroma, nil), path)
        defer { heif_image_release(image) }
        let width = Int(heif_image_get_width(image, heif_channel_interleaved))
        let height = Int(heif_image_get_height(image, heif_channel_interleaved))
        var stride: Int32 = 0
        guard width == header.width, height == header.height,
            let plane = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride)
        else { throw .damaged(path: path, reason: "its picture has another size than its header says") }
        var raster = header.emptyRaster
        let length = width * raster.bytesPerPixel
        raster.bytes.withUnsafeMutableBytes { target in
            for row in 0..<height {
                (target.baseAddress! + row * length).copyMemory(from: plane + row * Int(stride), byteCount: length)
            }
        }
        if isDeep { raster.widen(from: Int(heif_image_get_bits_per_pixel_range(image, heif_channel_interleaved))) }
        if hasAlpha, heif_image_handle_is_premultiplied_alpha(handle) != 0 { raster.divideByAlpha() }
        return raster
    }

    /// The ICC profile: the file's, or one made of the numbers that tell the colors; and what tells colors that cannot be converted.
    private func readColors(_ header: inout IsolatedHeader) {
        let size = heif_image_handle_get_raw_color_profile_size(handle)
        header.hasProfile = size > 0
        if header.hasProfile {
            var profile = [UInt8](repeating: 0, count: size)
            if heif_image_handle_get_raw_color_profile(handle, &profile).code == heif_error_Ok { header.profile = profile }
            return
        }
        var nclx: UnsafeMutablePointer<heif_color_profile_nclx>?
        guard heif_image_handle_get_nclx_color_profile(handle, &nclx).code == heif_error_Ok, let nclx else { return }
        defer { heif_nclx_color_profile_free(nclx) }
        // The library gives RGB, of full range.
        let code = [nclx.pointee.color_primaries.rawValue, nclx.pointee.transfer_characteristics.rawValue].map { UInt8(truncatingIfNeeded: $0) }
        let told = CodedColors(primaries: code[0], transfer: code[1])
        if told.areOfSRGB { return }
        if let primaries = told.primaries, let curve = told.curve {
            header.profile = ColorProfile.bytes(primaries, curve, isGray: false)
            header.convertedColors = "nclx"
        } else {
            (header.lostColors, header.colorCode) = ("nclx", told.code)
        }
    }

    /// The blocks of a type, such as Exif, or of MIME type `content`.
    private func blocks(_ type: String, content: String? = nil) -> [[UInt8]] {
        let count = heif_image_handle_get_number_of_metadata_blocks(handle, type)
        var identifiers = [heif_item_id](repeating: 0, count: Int(count))
        let found = heif_image_handle_get_list_of_metadata_block_IDs(handle, type, &identifiers, count)
        return identifiers.prefix(Int(found)).compactMap { identifier in
            if let content, heif_image_handle_get_metadata_content_type(handle, identifier).map({ String(cString: $0) }) != content { return nil }
            var block = [UInt8](repeating: 0, count: heif_image_handle_get_metadata_size(handle, identifier))
            guard !block.isEmpty, heif_image_handle_get_metadata(handle, identifier, &block).code == heif_error_Ok else { return nil }
            return block
        }
    }

    /// From the TIFF header on, whose place the first four bytes tell (ISO/IEC 23008-12, A.2.1).
    private var exif: [UInt8]? {
        guard let block = blocks("Exif").first, let offset = block.number(at: 0, bytes: 4, .bigEndian), offset <= block.count - 4 else {
            return nil
        }
        return Array(block.dropFirst(4 + offset))
    }

    private var xmp: [UInt8]? { blocks("mime", content: "application/rdf+xml").first }

    /// What is in the file besides and is not carried over.
    private var left: [String] {
        var left: [String] = []
        let filter = LIBHEIF_AUX_IMAGE_FILTER_OMIT_ALPHA | LIBHEIF_AUX_IMAGE_FILTER_OMIT_DEPTH
        if heif_image_handle_get_number_of_auxiliary_images(handle, Int32(filter)) > 0 { left.append("gain maps and other auxiliary pictures") }
        if heif_image_handle_has_depth_image(handle) != 0 { left.append("depth maps") }
        if heif_context_get_number_of_top_level_images(context) > 1 { left.append("all pictures but the first") }
        return left
    }
}

extension Raster {
    /// Brings samples of `bits` bits to 16.
    fileprivate mutating func widen(from bits: Int) {
        guard (9..<16).contains(bits) else { return }
        let most = 1 << bits - 1
        bytes.withUnsafeMutableBytes { bytes in
            for index in 0..<bytes.count / 2 {
                let sample = min(most, Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))))
                bytes.storeBytes(of: UInt16((sample * 65_535 + most / 2) / most), toByteOffset: 2 * index, as: UInt16.self)
            }
        }
    }

    /// Takes back that the colors were multiplied by alpha.
    fileprivate mutating func divideByAlpha() {
        let largest = largestSample, count = width * height, type = sampleType
        bytes.withUnsafeMutableBytes { bytes in
            for pixel in 0..<count {
                let alpha = type.load(from: UnsafeRawBufferPointer(bytes), at: 4 * pixel + 3)
                for index in 4 * pixel..<4 * pixel + 3 {
                    let color = type.load(from: UnsafeRawBufferPointer(bytes), at: index)
                    type.store(alpha == 0 ? 0 : min(largest, (color * largest + alpha / 2) / alpha), to: bytes, at: index)
                }
            }
        }
    }
}
#endif
