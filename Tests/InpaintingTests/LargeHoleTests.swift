import Glibc
import Inpainting
import Masks
import Pixels
import Testing

@Suite struct LargeHoleTests {
    @Test func twoThirdsOfAPlainSurfaceStayPlain() throws {
        var photo = Raster(width: 240, height: 200, model: .rgb)
        for index in photo.bytes.indices { photo.bytes[index] = [180, 120, 60][index % 3] }
        var mask = Mask(width: 240, height: 200)
        for y in 18..<182 { for x in 18..<222 { mask[x, y] = 255 } }
        #expect(mask.bytes.count { $0 != 0 } * 10 > 6 * mask.bytes.count)
        let fills = try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0))
        var result = photo
        fills.last!.apply(to: &result)
        let largest = photo.bytes.indices.reduce(0) { max($0, abs(Int(result.bytes[$1]) - Int(photo.bytes[$1]))) }
        #expect(largest <= 2)
    }

    /// So large that several pixels share their correction: where pieces of a smooth photo meet there is no step all the same.
    @Test func smoothStaysSmoothInALargeHole() throws {
        let side = 1_800, margin = 175
        var photo = Raster(width: side, height: side, model: .gray), mask = Mask(width: side, height: side)
        for y in 0..<side { for x in 0..<side { photo[x, y, 0] = Int(128 + 90 * sin(Double(x) / 230) * cos(Double(y) / 170)) } }
        for y in margin..<side - margin { for x in margin..<side - margin { mask[x, y] = 255 } }
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0)).last!.apply(to: &result)
        var largest = 0
        for y in margin..<side - margin {
            for x in margin..<side - margin {
                largest = max(largest, abs(result[x + 1, y, 0] - result[x, y, 0]), abs(result[x, y + 1, 0] - result[x, y, 0]))
            }
        }
        // The photo's own steps are of 1; pieces put side by side differ by up to 180, and more than 5 could be seen.
        #expect(largest <= 5)
    }

    /// All marked but one pixel: every stage comes, covers what is marked, and is the same again.
    @Test(arguments: [Raster.SampleType.uint8, .uint16]) func nothingButAPixelIsKnown(sampleType: Raster.SampleType) throws {
        let photo = Support.picture(150, 110, .rgba, sampleType: sampleType)
        var mask = Mask(width: 150, height: 110, bytes: [UInt8](repeating: 255, count: 150 * 110))
        mask[70, 50] = 0
        let fills = try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0))
        let again = try Support.inpainter(threads: 1).fill(photo, mask: mask, options: FillOptions(grow: 0))
        #expect(fills.map(\.stage) == FillStage.allCases)
        for (fill, other) in zip(fills, again) {
            #expect(fill.coverage(width: 150, height: 110) == mask)
            #expect(fill.patches.map(\.raster) == other.patches.map(\.raster))
        }
        var result = photo
        fills.last!.apply(to: &result)
        for channel in 0..<4 { #expect(result[70, 50, channel] == photo[70, 50, channel]) }
    }
}
