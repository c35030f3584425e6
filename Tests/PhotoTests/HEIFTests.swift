#if HEIF
import CHEIF
import Foundation
import Photo
import Pixels
import Support
import System
import Testing
import Workers

@Suite struct HEIFTests {
    private static let width = 64, height = 48
    private static let packet = Array("<x:xmpmeta>mine</x:xmpmeta>".utf8)

    /// Whether libheif can write the format here.
    static func canWrite(_ kind: String) -> Bool {
        heif_have_encoder_for_format(kind == "avif" ? heif_compression_AV1 : heif_compression_HEVC) != 0
    }

    /// AV1 of 12 bits, for with 10 libheif 1.15 ends the process.
    private static let kinds = [("heic", 8), ("heic", 10), ("avif", 8), ("avif", 12)].filter { canWrite($0.0) }

    private static let exif: [UInt8] =
        Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1] + RedObject.entry(0x0112, 3, 1, 6) + RedObject.number(0)

    /// A picture of smooth shades in the library's memory.
    private static func image(bits: Int, hasAlpha: Bool) throws -> OpaquePointer {
        var image: OpaquePointer?, stride: Int32 = 0
        let channels = hasAlpha ? 4 : 3
        let deep = hasAlpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE
        let chroma = bits > 8 ? deep : hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB
        try #require(heif_image_create(Int32(width), Int32(height), heif_colorspace_RGB, chroma, &image).code == heif_error_Ok)
        let status = heif_image_add_plane(image, heif_channel_interleaved, Int32(width), Int32(height), Int32(bits))
        try #require(status.code == heif_error_Ok)
        let plane = try #require(heif_image_get_plane(image, heif_channel_interleaved, &stride))
        for y in 0..<height {
            let row = plane + y * Int(stride)
            for x in 0..<width {
                for channel in 0..<channels {
                    let sample: Int = shade(x, y, channel) << (bits - 8)
                    let index: Int = x * channels + channel
                    if bits > 8 {
                        row[2 * index] = UInt8(sample & 255)
                        row[2 * index + 1] = UInt8(sample >> 8)
                    } else {
                        row[index] = UInt8(sample)
                    }
                }
            }
        }
        return try #require(image)
    }

    /// A file of smooth shades, by the library.
    private func file(_ kind: String, bits: Int = 8, hasAlpha: Bool = false, nclx: (primaries: UInt16, transfer: UInt16)? = nil) throws -> [UInt8] {
        let context = heif_context_alloc()
        defer { heif_context_free(context) }
        var encoder: OpaquePointer?, handle: OpaquePointer?
        let format = kind == "avif" ? heif_compression_AV1 : heif_compression_HEVC
        try #require(heif_context_get_encoder_for_format(context, format, &encoder).code == heif_error_Ok)
        defer { heif_encoder_release(encoder) }
        heif_encoder_set_lossy_quality(encoder, 95)
        let image = try Self.image(bits: bits, hasAlpha: hasAlpha)
        defer { heif_image_release(image) }
        if let nclx {
            let colors = try #require(heif_nclx_color_profile_alloc())
            defer { heif_nclx_color_profile_free(colors) }
            heif_nclx_color_profile_set_color_primaries(colors, nclx.primaries)
            heif_nclx_color_profile_set_transfer_characteristics(colors, nclx.transfer)
            colors.pointee.matrix_coefficients = heif_matrix_coefficients_ITU_R_BT_601_6
            colors.pointee.full_range_flag = 1
            heif_image_set_nclx_color_profile(image, colors)
        }
        let status = heif_context_encode_image(context, image, encoder, nil, &handle)
        try #require(status.code == heif_error_Ok)
        defer { heif_image_handle_release(handle) }
        heif_context_add_exif_metadata(context, handle, Self.exif, Int32(Self.exif.count))
        heif_context_add_XMP_metadata(context, handle, Self.packet, Int32(Self.packet.count))
        let folder = try TemporaryFolder()
        try #require(heif_context_write_to_file(context, folder.path("a")).code == heif_error_Ok)
        return try fileBytes(folder.path("a"))
    }

    /// Alpha that is never 0, so that the colors below it are kept.
    private static func shade(_ x: Int, _ y: Int, _ channel: Int) -> Int {
        channel == 3 ? 128 + y : channel == 0 ? x * 3 : channel == 1 ? y * 4 : 120
    }

    private func save(_ file: [UInt8], as name: String) throws -> (photo: Photo, expected: Raster, file: [UInt8], report: String) {
        try savingInvertedThird(of: file, opened: "a.heic", as: name)
    }

    /// Colors come within what the codec loses of them: some steps of 255.
    @Test(arguments: Self.kinds) func isRead(kind: String, bits: Int) throws {
        for hasAlpha in [false, true] {
            let photo = try Photo.load(bytes: file(kind, bits: bits, hasAlpha: hasAlpha), path: "a"), raster = photo.raster
            #expect(photo.format == .heif && raster.model == (hasAlpha ? .rgba : .rgb) && raster.sampleType == (bits > 8 ? .uint16 : .uint8))
            #expect(raster.width == Self.width && raster.height == Self.height)
            for (x, y) in [(5, 5), (40, 10), (60, 44)] {
                for channel in 0..<raster.channels {
                    let sample = raster[x, y, channel] * 255 / raster.largestSample
                    #expect(abs(sample - Self.shade(x, y, channel)) <= 12)
                }
            }
        }
    }

    /// The result is a PNG in which every pixel outside the marks is what was shown, with EXIF that says that it is upright.
    @Test(arguments: Self.kinds) func toPNG(kind: String, bits: Int) throws {
        let (photo, expected, saved, report) = try save(file(kind, bits: bits), as: "b.png")
        let again = try Photo.load(bytes: saved, path: "b.png")
        #expect(photo.format.result == .png && again.raster == expected && report.contains("written as PNG"), "\(report)")
        let upright = Data(Self.exif.prefix(18) + [0, 1, 0, 0]), kept = Data(saved)
        #expect(kept.range(of: upright) != nil && kept.range(of: Data(Self.packet)) != nil)
    }

    /// A picture of 16 bits keeps more than 8 of them.
    @Test(arguments: ["heic", "avif"].filter(Self.canWrite)) func fromPNGOf16Bits(kind: String) throws {
        let folder = try TemporaryFolder()
        var raster = Raster(width: 64, height: 48, model: .rgba, sampleType: .uint16)
        for y in 0..<48 { for x in 0..<64 { for channel in 0..<4 { raster[x, y, channel] = 20_000 + 600 * x + 100 * y } } }
        try raster.writePNG(to: folder.path("a.png"))
        let photo = try Photo.load(path: folder.path("a.png"))
        let report = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 64 * 48), to: folder.path("b." + kind))
        // Not "reduced", which 10 bits are not by either.
        #expect(report.description.contains("written in \(kind == "avif" ? 12 : 10) bits"), "\(report)")
        #expect(try Photo.load(path: folder.path("b." + kind)).raster.sampleType == .uint16)
    }

    /// Where it is asked for, all is encoded anew, and the report says so.
    @Test(arguments: ["heic", "avif"].filter(Self.canWrite)) func toItself(kind: String) throws {
        let (_, expected, saved, report) = try save(file(kind), as: "b." + kind)
        let again = try Photo.load(bytes: saved, path: "b").raster
        #expect(report.contains("all of it encoded anew as \(kind == "avif" ? "AVIF" : "HEIC")"), "\(report)")
        #expect(again.width == expected.width && again.height == expected.height)
        let png = try save(saved, as: "c.png").file
        #expect(Data(png).range(of: Data(Self.packet)) != nil)
    }

    /// Numbers that tell other colors than those of sRGB become a profile; those meant for more light than white has are told by the same
    /// numbers where the other format has them.
    @Test(.enabled(if: Self.canWrite("avif"))) func codedColors() throws {
        let p3 = try save(file("avif", nclx: (12, 13)), as: "b.png")
        #expect(p3.photo.profile != nil)
        #expect(try Photo.load(bytes: p3.file, path: "b").profile == p3.photo.profile)
        #expect(try Photo.load(bytes: file("avif", nclx: (1, 13)), path: "a").profile == nil)
        let bright = try file("avif", nclx: (9, 16)), lost = "will be taken for sRGB"
        #expect(try save(bright, as: "b.tif").report.contains("its colors (nclx) \(lost)"))
        let png = try save(bright, as: "b.png"), avif = try save(png.file, as: "c.avif"), again = try save(avif.file, as: "d.png")
        for saved in [png, again] { #expect(Data(saved.file).range(of: Data("cICP".utf8 + [9, 16, 0, 1])) != nil) }
        for saved in [png, avif, again] { #expect(!saved.report.contains(lost), "\(saved.report)") }
    }

    @Test(arguments: ["heic", "avif"].filter(Self.canWrite)) func partsAndLargeOnesAreRefused(kind: String) throws {
        let file = try file(kind)
        for count in [12, 30, 100, file.count / 2] {
            #expect(throws: PhotoError.self) { try Photo.load(bytes: Array(file.prefix(count)), path: "a") }
        }
        let size = Self.width * Self.height
        #expect(throws: PhotoError.tooManyPixels(path: "a", width: Self.width, height: Self.height, limit: size - 1)) {
            try Photo.load(bytes: file, path: "a", limits: Limits(pixels: size - 1))
        }
    }

    /// libheif 1.15 takes nearly a gigabyte for the first one, which tells 64 x 48 pixels, and seconds for the third, and the second ends its
    /// process: no process takes more than the file's size allows, and it is not this one.
    @Test(arguments: ["coded-as-16384x12288", "grid-of-itself", "grid-of-12544x16384", "tile-600-times", "reference-longer"])
    func hostileFilesAreRefused(name: String) {
        let path = FilePath(PackageFolder.path("Tests/PhotoTests/Corpus/refused/\(name).heic"))
        #expect(throws: PhotoError.self) { try Photo.load(path: path) }
    }

    /// A file of the corpus, one tile of 64 x 64 pixels of which 64 x 48 are shown, as a grid in which the tile is everywhere.
    private func tiled(_ columns: Int, _ rows: Int, _ width: Int, _ height: Int) throws -> [UInt8] {
        var file = Data(try fileBytes(PackageFolder.path("Tests/PhotoTests/Corpus/opened/behind-the-file.heic")))
        func place(_ bytes: [UInt8]) throws -> Int { try #require(file.range(of: Data(bytes))).lowerBound }
        func replace(_ offset: Int, _ bytes: [UInt8]) { file.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
        func short(_ value: Int) -> [UInt8] { [UInt8](value, bytes: 2, .bigEndian) }
        let added = 2 * (columns * rows - 1), samples = try place(Array("mdat".utf8)) + 4, number = RedObject.number
        replace(try place(number(samples, false)), number(samples + added, false))
        replace(try place([0, 0, 0, 0, 0, 64, 0, 48]), [0, 0, UInt8(rows - 1), UInt8(columns - 1)] + short(width) + short(height))
        replace(try place(number(64, false) + number(48, false)), number(width, false) + number(height, false))
        let reference = try place(Array("dimg".utf8))
        for (name, at) in [("dimg", reference), ("iref", reference - 12), ("meta", try place(Array("meta".utf8)))] {
            #expect(try place(Array(name.utf8)) == at)
            replace(at - 4, number(try #require(file.number(at: at - 4, bytes: 4, .bigEndian)) + added, false))
        }
        replace(reference + 6, short(columns * rows))
        file.insert(contentsOf: Data(repeating: 0, count: added), at: reference + 10)
        for index in 0..<columns * rows { replace(reference + 8 + 2 * index, short(1)) }
        return Array(file)
    }

    /// Grids of photos have hundreds of tiles; what asks for a tile over and over is refused before any is decoded.
    @Test func tiles() throws {
        let photo = try Photo.load(bytes: tiled(25, 24, 1600, 1530), path: "a"), tile = try Photo.load(bytes: tiled(1, 1, 64, 64), path: "a")
        #expect(photo.raster.width == 1600 && photo.raster.height == 1530)
        #expect(photo.raster.crop(Rectangle(x: 640, y: 640, width: 64, height: 64)) == tile.raster)
        let refusal = PhotoError.unsupported(path: "a", reason: "it is made of more pictures than one of its size needs")
        for (columns, rows, width, height) in [(25, 24, 64, 48), (220, 220, 14_080, 14_080)] {
            let file = try tiled(columns, rows, width, height)
            #expect(throws: refusal) { try Photo.load(bytes: file, path: "a") }
        }
    }

    /// Where the flag is up, reading ends before the file is decoded.
    @Test(arguments: ["heic", "avif"].filter(Self.canWrite)) func canBeGivenUp(kind: String) throws {
        let folder = try TemporaryFolder(), path = folder.path("a." + kind), cancellation = Cancellation()
        try Data(file(kind)).write(to: URL(filePath: path))
        cancellation.cancel()
        #expect(throws: PhotoError.cancelled(path: FilePath(path))) { try Photo.load(path: FilePath(path), cancellation: cancellation) }
    }

    @Test func sequencesAreRefused() {
        let file = [0, 0, 0, 16] + Array("ftypavis".utf8) + [0, 0, 0, 0]
        let refusal = PhotoError.unsupported(path: "a", reason: "it is a sequence, of which only one picture would be kept")
        #expect(throws: refusal) { try Photo.load(bytes: file, path: "a") }
    }
}
#endif
