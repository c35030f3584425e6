import Inpainting
import Masks
import Pixels
import Support
import Testing

/// Places that nothing is copied from.
@Suite struct KeepOutTests {
    /// Holes of one, two and three sizes of texture in a wallpaper that repeats exactly, so that pieces are copied as they are. A third of it, in
    /// flakes, is one level bluer, which nobody sees: these colors are nowhere else, and kept out not one of them comes into the hole.
    @Test(arguments: [(200, 150, 24), (420, 300, 70), (700, 520, 150)]) func nothingComesFromThere(width: Int, height: Int, radius: Int) throws {
        var noise = Noise(seed: 3), keepOut = Mask(width: width, height: height)
        let tile = (0..<12 * 16 * 3).map { _ in 40 + 2 * Int(noise.next() >> 18) }
        let mask = Support.disk(width, height, x: width * 3 / 5, y: height / 2, radius: radius)
        let around = Support.disk(width, height, x: width * 3 / 5, y: height / 2, radius: radius + 8)
        var photo = Raster(width: width, height: height, model: .rgb)
        for y in 0..<height {
            for x in 0..<width {
                let isOut = x >= width * 2 / 5 && around[x, y] == 0 && (x / 4 + y / 3) % 3 == 0, first = 3 * (y % 12 * 16 + x % 16)
                for channel in 0..<3 { photo[x, y, channel] = tile[first + channel] + (isOut && channel == 2 ? 1 : 0) }
                if isOut { keepOut[x, y] = 255 }
            }
        }
        func colors(_ picture: Raster, _ mask: Mask) -> Set<[UInt8]> {
            Set(mask.bytes.indices.lazy.filter { mask.bytes[$0] != 0 }.map { Array(picture.bytes[3 * $0..<3 * $0 + 3]) })
        }
        let keptOut = colors(photo, keepOut)
        func copied(_ keepOut: Mask?) throws -> Set<[UInt8]> {
            var result = photo
            let fills = try Support.inpainter().fill(photo, mask: mask, steering: Steering(keepOut: keepOut), options: FillOptions(grow: 0))
            fills.last!.apply(to: &result)
            return colors(result, mask)
        }
        #expect(try !copied(nil).isDisjoint(with: keptOut))
        #expect(try copied(keepOut).isDisjoint(with: keptOut))
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
