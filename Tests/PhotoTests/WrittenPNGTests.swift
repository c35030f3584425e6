import Foundation
import Photo
import Pixels
import Support
import Testing

@Suite struct WrittenPNGTests {
    @Test(arguments: [Raster.Model.gray, .grayAlpha, .rgb, .rgba], [Raster.SampleType.uint8, .uint16])
    func writtenPNGReadsBackTheSame(model: Raster.Model, sampleType: Raster.SampleType) throws {
        let folder = try TemporaryFolder()
        let raster = Raster(
            width: 13, height: 7, model: model, sampleType: sampleType,
            bytes: Noise.bytes(13 * 7 * model.channels * sampleType.bytes, seed: 7))
        try raster.writePNG(to: folder.path("a.png"))
        #expect(try Photo.load(path: folder.path("a.png")).raster == raster)
    }

    /// Several megabytes are compressed strip by strip: what cannot be compressed at all, a single color, and what comes again after
    /// more than a strip.
    @Test(arguments: [(1_700, 1_100, .uint16), (1, 70_000, .uint8), (400_000, 9, .uint8)] as [(Int, Int, Raster.SampleType)])
    func stripsOfLargePNGsJoin(width: Int, height: Int, sampleType: Raster.SampleType) throws {
        let folder = try TemporaryFolder()
        let count = width * height * 3 * sampleType.bytes, random = Noise.bytes(count, seed: 3)
        let contents = [random, [UInt8](repeating: 7, count: count), (0..<count).map { random[$0 % 1_000_000 % count] & 15 }]
        for bytes in contents {
            let raster = Raster(width: width, height: height, model: .rgb, sampleType: sampleType, bytes: bytes)
            try raster.writePNG(to: folder.path("a.png"))
            #expect(try Photo.load(path: folder.path("a.png")).raster == raster)
        }
    }
}
