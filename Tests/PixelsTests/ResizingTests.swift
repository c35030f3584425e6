import Pixels
import Testing

@Suite struct ResizingTests {
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
