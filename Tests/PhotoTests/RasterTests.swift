import Foundation
import Photo
import Pixels
import Support
import Testing

@Suite struct RasterTests {
    /// A raster whose samples come from a fixed generator.
    private func noise(_ width: Int, _ height: Int, _ model: Raster.Model, sampleType: Raster.SampleType = .uint8) -> Raster {
        Raster(
            width: width, height: height, model: model, sampleType: sampleType,
            bytes: Samples(seed: 7).bytes(width * height * model.channels * sampleType.bytes))
    }

    @Test(arguments: [Raster.Model.gray, .grayAlpha, .rgb, .rgba], [Raster.SampleType.uint8, .uint16])
    func writtenPNGReadsBackTheSame(model: Raster.Model, sampleType: Raster.SampleType) throws {
        let folder = try TemporaryFolder()
        let raster = noise(13, 7, model, sampleType: sampleType)
        try raster.writePNG(to: folder.path("a.png"))
        #expect(try Photo.load(path: folder.path("a.png")).raster == raster)
    }

    /// Several megabytes are compressed strip by strip: what cannot be compressed at all, a single color, and what comes again after
    /// more than a strip.
    @Test(arguments: [(1_700, 1_100, .uint16), (1, 70_000, .uint8), (400_000, 9, .uint8)] as [(Int, Int, Raster.SampleType)])
    func stripsOfLargePNGsJoin(width: Int, height: Int, sampleType: Raster.SampleType) throws {
        let folder = try TemporaryFolder()
        let count = width * height * 3 * sampleType.bytes, random = Samples(seed: 3).bytes(count)
        let contents = [random, [UInt8](repeating: 7, count: count), (0..<count).map { random[$0 % 1_000_000 % count] & 15 }]
        for bytes in contents {
            let raster = Raster(width: width, height: height, model: .rgb, sampleType: sampleType, bytes: bytes)
            try raster.writePNG(to: folder.path("a.png"))
            #expect(try Photo.load(path: folder.path("a.png")).raster == raster)
        }
    }

    @Test func reductionAveragesLight() {
        // Half black, half white gives half the light, which sRGB stores as 1.055 * 0.5 ^ (1 / 2.4) - 0.055 of 255 = 187.5.
        let stripes = Raster(width: 4, height: 2, model: .gray, bytes: [0, 255, 0, 255, 0, 255, 0, 255])
        #expect(stripes.resized(to: 2, height: 1).bytes == [188, 188])
    }

    @Test func transparentPixelsLendNoColor() {
        let pair = Raster(width: 2, height: 1, model: .rgba, bytes: [200, 10, 20, 255, 0, 255, 0, 0])
        #expect(pair.resized(to: 1, height: 1).bytes == [200, 10, 20, 128])
    }

    @Test(arguments: [(40, 30), (3, 2), (100, 7), (16, 90)])
    func flatColorStaysFlat(size: (Int, Int)) {
        let flat = Raster(
            width: 16, height: 11, model: .rgb, bytes: (0..<16 * 11).flatMap { _ in [10, 120, 250] as [UInt8] })
        let resized = flat.resized(to: size.0, height: size.1)
        #expect(resized.bytes == (0..<size.0 * size.1).flatMap { _ in [10, 120, 250] as [UInt8] })
    }

    @Test func sixteenBitsSurviveReduction() {
        let flat = Raster(
            width: 6, height: 6, model: .gray, sampleType: .uint16, bytes: (0..<36).flatMap { _ in [0x34, 0x12] as [UInt8] })
        #expect(flat.resized(to: 2, height: 2)[1, 1, 0] == 0x1234)
    }
}
