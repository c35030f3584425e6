#if JPEGXL
import CJXL
import Foundation
import Photo
import Pixels
import Support
import System
import Testing

@Suite(.enabled(if: cjxl_load() != nil)) struct JPEGXLTests {
    private static let width = 40, height = 30
    private static let packet = Array("<x:xmpmeta>mine</x:xmpmeta>".utf8)
    private static let exif: [UInt8] =
        Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1] + RedObject.entry(0x0112, 3, 1, 6) + RedObject.number(0)

    private func raster(_ model: Raster.Model = .rgb, _ type: Raster.SampleType = .uint8) -> Raster {
        var raster = Raster(width: Self.width, height: Self.height, model: model, sampleType: type)
        for index in 0..<Self.width * Self.height * raster.channels {
            let sample = index * 40_503 % 65_521
            raster[index / raster.channels % Self.width, index / raster.channels / Self.width, index % raster.channels] =
                type == .uint8 ? sample >> 8 : sample
        }
        return raster
    }

    /// A file by the library alone, without loss unless `setUp` changes what is known of the picture.
    private func file(
        _ raster: Raster, transfer: JxlTransferFunction = JXL_TRANSFER_FUNCTION_SRGB, primaries: JxlPrimaries = JXL_PRIMARIES_SRGB,
        _ setUp: (inout JxlBasicInfo) -> Void = { _ in }
    ) throws -> [UInt8] {
        let library = try #require(cjxl_load()).pointee, encoder = try #require(library.JxlEncoderCreate(nil))
        defer { library.JxlEncoderDestroy(encoder) }
        let bits: UInt32 = raster.sampleType == .uint8 ? 8 : 16
        var information = JxlBasicInfo(), colors = JxlColorEncoding()
        library.JxlEncoderInitBasicInfo(&information)
        (information.xsize, information.ysize, information.bits_per_sample) = (UInt32(raster.width), UInt32(raster.height), bits)
        information.num_color_channels = raster.channels < 3 ? 1 : 3
        information.num_extra_channels = raster.model.hasAlpha ? 1 : 0
        information.alpha_bits = raster.model.hasAlpha ? bits : 0
        information.uses_original_profile = 1
        setUp(&information)
        _ = library.JxlEncoderUseBoxes(encoder)
        try #require(library.JxlEncoderSetBasicInfo(encoder, &information) == JXL_ENC_SUCCESS)
        _ = library.JxlEncoderSetCodestreamLevel(encoder, 10)
        library.JxlColorEncodingSetToSRGB(&colors, information.num_color_channels == 1 ? 1 : 0)
        (colors.transfer_function, colors.primaries) = (transfer, primaries)
        try #require(library.JxlEncoderSetColorEncoding(encoder, &colors) == JXL_ENC_SUCCESS)
        let settings = try #require(library.JxlEncoderFrameSettingsCreate(encoder, nil))
        if information.uses_original_profile != 0 { _ = library.JxlEncoderSetFrameLossless(settings, 1) }
        let exif = [0, 0, 0, 0] + Self.exif
        for (type, content, isPacked) in [("Exif", exif, Int32(0)), ("xml ", Self.packet, 1), ("mine", [1, 2, 3], 0)] {
            try #require(library.JxlEncoderAddBox(encoder, type, content, content.count, isPacked) == JXL_ENC_SUCCESS)
        }
        var format = JxlPixelFormat(
            num_channels: UInt32(raster.channels), data_type: bits == 8 ? JXL_TYPE_UINT8 : JXL_TYPE_UINT16, endianness: JXL_NATIVE_ENDIAN,
            align: 0)
        try #require(library.JxlEncoderAddImageFrame(settings, &format, raster.bytes, raster.bytes.count) == JXL_ENC_SUCCESS)
        library.JxlEncoderCloseInput(encoder)
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = try bytes.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress, room = buffer.count
            try #require(library.JxlEncoderProcessOutput(encoder, &next, &room) == JXL_ENC_SUCCESS)
            return buffer.count - room
        }
        return Array(bytes.prefix(count))
    }

    private func save(_ file: [UInt8], as name: String) throws -> (photo: Photo, expected: Raster, file: [UInt8], report: String) {
        try savingInvertedThird(of: file, opened: "a.jxl", as: name)
    }

    private static let kinds: [(Raster.Model, Raster.SampleType)] = [
        (.gray, .uint8), (.grayAlpha, .uint8), (.rgb, .uint8), (.rgba, .uint8), (.gray, .uint16), (.grayAlpha, .uint16), (.rgb, .uint16),
        (.rgba, .uint16),
    ]

    /// Read to the sample, saved as PNG unless asked otherwise, and exact outside the marks either way.
    @Test(arguments: Self.kinds) func isExact(model: Raster.Model, type: Raster.SampleType) throws {
        let raster = raster(model, type), file = try file(raster)
        for name in ["b.png", "b.jxl"] {
            let (photo, expected, saved, report) = try save(file, as: name), again = try Photo.load(bytes: saved, path: "b")
            #expect(photo.raster == raster && photo.format == .jpegXL && photo.format.result == .png && photo.profile == nil)
            #expect(again.raster == expected && report.contains("mine"), "\(report)")
        }
    }

    /// EXIF says that the result is upright, and XMP, which was packed, goes along, through a second file, too.
    @Test func metadataGoAlong() throws {
        let upright = Data(Self.exif.prefix(18) + [0, 1, 0, 0])
        for name in ["b.png", "b.jxl"] {
            let saved = try save(file(raster()), as: name).file
            let again = try Data(name == "b.jxl" ? save(saved, as: "c.png").file : saved)
            #expect(again.range(of: upright) != nil && again.range(of: Data(Self.packet)) != nil)
        }
    }

    @Test(arguments: 1...8) func orientations(number: Int) throws {
        let stored = raster(), photo = try Photo.load(bytes: file(stored) { $0.orientation = JxlOrientation(UInt32(number)) }, path: "a")
        let last = (x: Self.width - 1, y: Self.height - 1)
        let (isTransposed, first) = [
            (false, (0, 0)), (false, (last.x, 0)), (false, (last.x, last.y)), (false, (0, last.y)), (true, (0, 0)), (true, (0, last.y)),
            (true, (last.x, last.y)), (true, (last.x, 0)),
        ][number - 1]
        #expect(photo.raster.width == (isTransposed ? Self.height : Self.width))
        for channel in 0..<3 { #expect(photo.raster[0, 0, channel] == stored[first.0, first.1, channel]) }
    }

    /// Other colors than sRGB's come as a profile and stay; what is meant for more light than white has
    /// stays told by numbers.
    @Test func colors() throws {
        let p3 = try save(file(raster(), primaries: JXL_PRIMARIES_P3), as: "b.jxl")
        #expect(p3.photo.profile != nil)
        #expect(try Photo.load(bytes: p3.file, path: "b").profile != nil)
        let bright = try save(file(raster(), transfer: JXL_TRANSFER_FUNCTION_PQ, primaries: JXL_PRIMARIES_2100), as: "b.png")
        #expect(Data(bright.file).range(of: Data("cICP".utf8 + [9, 16, 0, 1])) != nil && !bright.report.contains("sRGB"), "\(bright.report)")
        let tiff = try save(bright.file, as: "c.tif")
        #expect(tiff.report.contains("its colors (cICP) will be taken for sRGB"), "\(tiff.report)")
    }

    @Test func lossOnlyWhereAsked() throws {
        let folder = try TemporaryFolder(), photo = try Photo.load(bytes: file(raster()), path: "a.jxl")
        var options = SaveOptions()
        options.quality = .number(80)
        let none = [UInt8](repeating: 0, count: Self.width * Self.height)
        let report = try photo.save(photo.raster, changed: none, to: folder.path("b.jxl"), options).description
        #expect(report.contains("all of it encoded anew as JPEG XL in quality 80"), "\(report)")
        #expect(try Photo.load(path: folder.path("b.jxl")).raster != photo.raster)
    }

    @Test func largeEmptyOnesAreRefused() throws {
        let path = FilePath(PackageFolder.path("Tests/PhotoTests/Corpus") + "/refused/empty-36-megapixels.jxl")
        let error = #expect(throws: PhotoError.self) { try Photo.load(path: path) }
        let words = "it has more than 32 million pixels and less than a byte for 2000 of them, as no photo has"
        #expect(error == .unsupported(path: path, reason: words))
    }

    @Test func badOnesAreRefused() throws {
        let file = try file(raster()), size = Self.width * Self.height
        for count in [12, 30, 100, file.count / 2, file.count - 40] {
            #expect(throws: PhotoError.self) { try Photo.load(bytes: Array(file.prefix(count)), path: "a") }
        }
        #expect(throws: PhotoError.tooManyPixels(path: "a", width: Self.width, height: Self.height, limit: size - 1)) {
            try Photo.load(bytes: file, path: "a", limits: Limits(pixels: size - 1))
        }
        let animated = try self.file(raster()) {
            $0.have_animation = 1
            ($0.animation.tps_numerator, $0.animation.tps_denominator) = (1, 1)
        }
        #expect(throws: PhotoError.unsupported(path: "a", reason: "it is animated, and only one picture would be kept")) {
            try Photo.load(bytes: animated, path: "a")
        }
    }
}
#endif
