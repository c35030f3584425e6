import Inpainting
import Masks
import Photo
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

    /// All marked but one pixel: every stage comes, covers what is marked, and is the same again.
    @Test(arguments: [1, 2]) func nothingButAPixelIsKnown(bytesPerSample: Int) throws {
        let photo = Support.picture(150, 110, .rgba, bytesPerSample: bytesPerSample)
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
