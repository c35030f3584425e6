import Inpainting
import Masks
import Pixels
import Testing

/// Places that nothing is copied from.
@Suite struct KeepOutTests {
    /// Holes of one, two and three sizes of texture. About them is gray, beyond that a lot of red but for a strip at the left.
    @Test(arguments: [(200, 150, 30), (420, 300, 70), (700, 520, 150)]) func nothingComesFromThere(width: Int, height: Int, radius: Int) throws {
        let gray = Support.picture(width, height, .gray)
        var photo = Raster(width: width, height: height, model: .rgb, bytes: gray.bytes.flatMap { [$0, $0, $0] })
        var keepOut = Mask(width: width, height: height)
        let mask = Support.disk(width, height, x: width * 3 / 5, y: height / 2, radius: radius)
        let around = Support.disk(width, height, x: width * 3 / 5, y: height / 2, radius: radius + 8)
        for y in 0..<height {
            for x in width / 5..<width where around[x, y] == 0 && (x / 4 + y / 3) % 3 == 0 {
                (photo[x, y, 0], photo[x, y, 1], photo[x, y, 2]) = (255, 0, 0)
                keepOut[x, y] = 255
            }
        }
        func red(_ keepOut: Mask?) throws -> Int {
            var result = photo
            let fills = try Support.inpainter().fill(photo, mask: mask, steering: Steering(keepOut: keepOut), options: FillOptions(grow: 0))
            fills.last!.apply(to: &result)
            // Blending moves gray by a few levels.
            return mask.bytes.indices.count { mask.bytes[$0] != 0 && result.bytes[3 * $0] > 100 + Int(result.bytes[3 * $0 + 1]) }
        }
        #expect(try red(nil) > 0)
        #expect(try red(keepOut) == 0)
    }

    /// On an even ground one piece fills the hole: here of the flat part, where the grainy one is kept out.
    @Test func noSmoothPieceComesFromThere() throws {
        var photo = Raster(width: 160, height: 120, model: .rgb), keepOut = Mask(width: 160, height: 120)
        for y in 0..<120 {
            for x in 0..<160 {
                let isGrainy = x < 100
                for channel in 0..<3 { photo[x, y, channel] = isGrainy ? 100 + (x * x + 7 * y * x) / 3 % 2 * 4 : 102 }
                if isGrainy { keepOut[x, y] = 255 }
            }
        }
        func largestStep(_ keepOut: Mask?) throws -> Int {
            var result = photo
            let mask = Support.disk(160, 120, x: 60, y: 60, radius: 12)
            let fills = try Support.inpainter().fill(photo, mask: mask, steering: Steering(keepOut: keepOut), options: FillOptions(grow: 0))
            fills.last!.apply(to: &result)
            // Away from the rim, whose grain blending carries on for a few pixels.
            return (54..<66).reduce(0) { largest, y in
                (54..<66).reduce(largest) { max($0, abs(result[$1 + 1, y, 0] - result[$1, y, 0])) }
            }
        }
        #expect(try largestStep(nil) >= 3)
        #expect(try largestStep(keepOut) <= 1)
    }

    /// Where all is kept out the network's fill is all that there is.
    @Test func withoutSourcesTheNetworkFills() throws {
        let photo = Support.picture(140, 120, .rgb), mask = Support.disk(140, 120, x: 70, y: 60, radius: 15)
        let keepOut = Mask(width: 140, height: 120, bytes: [UInt8](repeating: 255, count: 140 * 120))
        let fills = try Support.inpainter().fill(photo, mask: mask, steering: Steering(keepOut: keepOut), options: FillOptions(grow: 0))
        #expect(fills.last!.patches.map(\.raster) == fills[2].patches.map(\.raster))
    }
}
