#if WebP
import CLCMS
import Foundation
import Photo
import Pixels
import Support
import System
import Testing

@Suite struct WebPTests {
    struct Kind: CustomTestStringConvertible, Sendable {
        let quality: Float?, hasAlpha: Bool, orientation: Int
        var testDescription: String { "quality \(quality.map { "\($0)" } ?? "lossless"), alpha \(hasAlpha), orientation \(orientation)" }

        static let all = [nil, 40, 90].flatMap { quality in
            [false, true].flatMap { alpha in (1...8).map { Kind(quality: quality, hasAlpha: alpha, orientation: $0) } }
        }
    }

    private static let profile = [UInt8](repeating: 7, count: 99), packet = Array("<x:xmpmeta>mine</x:xmpmeta>".utf8)

    /// Noise, whose alpha hides some of the colors.
    private static func picture(hasAlpha: Bool) -> Raster {
        var raster = Raster(width: 21, height: 13, model: hasAlpha ? .rgba : .rgb)
        raster.bytes = Noise.bytes(raster.bytes.count, seed: 3)
        if hasAlpha { for pixel in stride(from: 0, to: 21 * 13, by: 3) { raster.bytes[4 * pixel + 3] = 0 } }
        return raster
    }

    private static func exif(_ orientation: Int) -> [UInt8] {
        Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1] + RedObject.entry(0x0112, 3, 1, orientation) + RedObject.number(0)
    }

    private static func file(_ kind: Kind) throws -> [UInt8] {
        try WebPFile.extended(
            picture(hasAlpha: kind.hasAlpha), quality: kind.quality, before: WebPFile.chunk("ICCP", profile),
            after: WebPFile.chunk("EXIF", exif(kind.orientation)) + WebPFile.chunk("XMP ", packet) + WebPFile.chunk("mine", [1, 2, 3]),
            flags: 0x2C | (kind.hasAlpha ? 0x10 : 0))
    }

    private func save(_ file: [UInt8], as name: String = "b.webp") throws -> (photo: Photo, expected: Raster, file: [UInt8], report: String) {
        try savingInvertedThird(of: file, opened: "a.webp", as: name)
    }

    @Test(arguments: Kind.all) func onlyChangedPixelsChange(kind: Kind) throws {
        let file = try Self.file(kind)
        let (photo, expected, saved, report) = try save(file)
        #expect(photo.format == .webp && photo.raster.model == (kind.hasAlpha ? .rgba : .rgb))
        #expect(photo.raster.width == (kind.orientation < 5 ? 21 : 13))
        #expect(try Photo.load(bytes: saved, path: "b").raster == expected)
        // The file's own samples, which lie as before, a third of them changed.
        let before = try WebPFile.stored(file), after = try WebPFile.stored(saved)
        let same = (0..<21 * 13).filter { before[4 * $0..<4 * $0 + 4] == after[4 * $0..<4 * $0 + 4] }.count
        #expect(same >= 21 * 13 * 2 / 3)
        let chunks = try WebPFile.chunks(file), kept = try WebPFile.chunks(saved)
        #expect(chunks.map(\.type) == kept.map(\.type) && chunks.map(\.payload) == kept.map(\.payload))
        #expect(report.contains("a lossy WebP of about quality") == (kind.quality != nil), "\(report)")
    }

    /// A file without metadata is one of samples alone.
    @Test func plainFileStaysPlain() throws {
        let picture = Self.picture(hasAlpha: false), file = WebPFile.bytes(try WebPFile.samples(picture, quality: nil))
        let (photo, expected, saved, report) = try save(file)
        #expect(photo.raster == picture && report.hasSuffix("b.webp."))
        #expect(try WebPFile.chunks(saved).isEmpty && Photo.load(bytes: saved, path: "b").raster == expected)
    }

    /// libwebp spreads quantizers about that of its quality, by how much of the picture is like what; quantizers are whole numbers.
    @Test(arguments: [20, 50, 75, 80, 90, 95]) func qualityIsEstimated(quality: Int) throws {
        let picture = Raster.pattern(width: 160, height: 120)
        let report = try save(WebPFile.bytes(WebPFile.samples(picture, quality: Float(quality)))).report
        let told = try #require(report.firstMatch(of: #/about quality (\d+)/#).flatMap { Int($0.1) })
        #expect(abs(told - quality) <= 3, "\(report)")
    }

    /// With a quality all of it is encoded anew, and the last line says in which; without loss is what comes otherwise.
    @Test func qualityIsAskedFor() throws {
        let picture = Raster.pattern(width: 160, height: 120), folder = try TemporaryFolder()
        let changed = [1] + [UInt8](repeating: 0, count: 160 * 120 - 1)
        let lossless = WebPFile.bytes(try WebPFile.samples(picture, quality: nil))
        let jpeg = JPEGKind(name: "", quality: 80).encode(picture.bytes, width: 160, height: 120)
        func save(_ file: [UInt8], _ quality: SaveOptions.Quality?, as name: String) throws -> (file: [UInt8], report: String) {
            var options = SaveOptions()
            options.quality = quality
            let photo = try Photo.load(bytes: file, path: "a")
            let report = try photo.save(photo.raster, changed: changed, to: folder.path(name), replacing: .otherFiles, options)
            return (try fileBytes(folder.path(name)), report.description)
        }
        func note(_ quality: String) -> String {
            "all of it encoded anew as WebP in quality \(quality), so that pixels change outside the marks, too"
        }
        let small = try save(lossless, .number(60), as: "a.webp"), fine = try save(lossless, .number(95), as: "b.webp")
        #expect(small.report.contains(note("60")) && fine.report.contains(note("95")) && small.file.count < fine.file.count, "\(small.report)")
        #expect(try WebPFile.stored(small.file) != WebPFile.stored(lossless))
        // The file tells its quality within three steps.
        let again = try save(small.file, .source, as: "c.webp").report.firstMatch(of: #/in quality (\d+)/#).flatMap { Int($0.1) }
        #expect(try abs(#require(again) - 60) <= 3)
        #expect(try !save(lossless, .source, as: "d.webp").report.contains("encoded anew"))
        #expect(try save(jpeg, .source, as: "e.webp").report.contains(note("80")))
        #expect(try save(jpeg, nil, as: "f.webp").report.contains("written as WebP without loss"))
        #expect(try save(lossless, .number(70), as: "g.jpg").report.contains("encoded as JPEG in quality 70"))
        #expect(try save(lossless, nil, as: "h.jpg").report.contains("encoded as JPEG in quality 95"))
    }

    @Test func animationsAreRefused() throws {
        let picture = Self.picture(hasAlpha: false)
        let file = try WebPFile.extended(picture, before: WebPFile.chunk("ANIM", [0, 0, 0, 0, 0, 0]), flags: 2)
        let refusal = PhotoError.unsupported(path: "a", reason: "it is an animation, of which only one picture would be kept")
        #expect(throws: refusal) { try Photo.load(bytes: file, path: "a") }
    }

    @Test func partsAreRefused() throws {
        let file = try Self.file(Kind(quality: nil, hasAlpha: true, orientation: 1))
        for count in [12, 20, 40, file.count / 2, file.count - 1] {
            #expect(throws: PhotoError.self) { try Photo.load(bytes: Array(file.prefix(count)), path: "a") }
        }
    }

    @Test func pixelsAreLimited() throws {
        let file = WebPFile.bytes(try WebPFile.samples(Self.picture(hasAlpha: true), quality: nil))
        let refusal = PhotoError.tooManyPixels(path: "a", width: 21, height: 13, limit: 272)
        #expect(throws: refusal) { try Photo.load(bytes: file, path: "a", limits: Limits(pixels: 21 * 13 - 1)) }
    }

    /// To PNG and back all pixels, the profile, EXIF and XMP are the same.
    @Test(arguments: [false, true]) func toPNGAndBack(hasAlpha: Bool) throws {
        var profile = [UInt8](repeating: 0, count: 1 << 14), count = UInt32(profile.count)
        let made = cmsCreate_sRGBProfile()
        defer { cmsCloseProfile(made) }
        try #require(cmsSaveProfileToMem(made, &profile, &count) != 0)
        profile = Array(profile.prefix(Int(count)))
        let before = WebPFile.chunk("ICCP", profile)
        let after = WebPFile.chunk("EXIF", Self.exif(1)) + WebPFile.chunk("XMP ", Self.packet)
        let file = try WebPFile.extended(Self.picture(hasAlpha: hasAlpha), before: before, after: after, flags: 0x2C)
        let (_, expected, saved, _) = try save(file, as: "b.png"), folder = try TemporaryFolder()
        let png = try Photo.load(bytes: saved, path: "b.png")
        #expect(png.format == .png && png.raster == expected && png.profile == profile)
        let changed = [UInt8](repeating: 0, count: 21 * 13)
        let report = try png.save(png.raster, changed: changed, to: folder.path("c.webp"))
        let webP = try Photo.load(path: folder.path("c.webp"))
        #expect(webP.raster == expected && webP.profile == profile && report.description.contains("written as WebP without loss"))
        let kept = try WebPFile.chunks(fileBytes(folder.path("c.webp")))
        #expect(kept.map(\.type) == ["VP8X", "ICCP", "EXIF", "XMP "] && kept[2].payload == Self.exif(1) && kept[3].payload == Self.packet)
    }

    /// Gray of 16 bits becomes RGB of 8, and the resolution of a PNG goes into EXIF.
    @Test func fromGrayOf16Bits() throws {
        let folder = try TemporaryFolder()
        var gray = Raster(width: 9, height: 7, model: .gray, sampleType: .uint16)
        for pixel in 0..<63 { gray[pixel % 9, pixel / 9, 0] = pixel * 1040 }
        try gray.writePNG(to: folder.path("a.png"))
        let photo = try Photo.load(path: folder.path("a.png"))
        let report = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 63), to: folder.path("a.webp"))
        #expect(report.description.contains("reduced to 8 bits"))
        let saved = try Photo.load(path: folder.path("a.webp")).raster
        for pixel in 0..<63 { #expect(saved[pixel % 9, pixel / 9, 1] == (pixel * 1040 * 255 + 32_767) / 65_535) }
    }

    @Test func sidesAreLimited() throws {
        let folder = try TemporaryFolder()
        try Raster(width: 16_384, height: 1, model: .gray).writePNG(to: folder.path("a.png"))
        let photo = try Photo.load(path: folder.path("a.png")), changed = [UInt8](repeating: 0, count: 16_384)
        let path = FilePath(folder.path("a.webp"))
        #expect(throws: PhotoError.cannotEncode(path: path, reason: "WebP has no more than 16383 pixels a side")) {
            try photo.save(photo.raster, changed: changed, to: path)
        }
    }
}
#endif
