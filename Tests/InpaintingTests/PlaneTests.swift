import Inpainting
import Masks
import Pixels
import Support
import Testing

/// What lies in a plane that the photo shows in perspective goes on in it: in rows that become smaller, as seen from where it was taken.
@Suite struct PlaneTests {
    private static let width = 480, height = 320, horizon = 40.0

    /// A floor of tiles below a horizon, under an even sky; `turn` radians aslant. A little grain keeps it from being flat.
    private static func floor(turn: Double) -> Raster {
        var photo = Raster(width: width, height: height, model: .rgb), noise = Noise(seed: 11)
        for y in 0..<height {
            for x in 0..<width {
                // The mean of four by four places, so that far tiles become gray.
                var sum = 0.0
                for place in 0..<16 {
                    let column = Double(x) + (Double(place % 4) + 0.5) / 4 - Double(width) / 2
                    let row = Double(y) + (Double(place / 4) + 0.5) / 4 - horizon
                    guard row > 0 else {
                        sum += 200
                        continue
                    }
                    let depth = 600 / row, side = column * depth / 90
                    let (u, v) = (side * cosine(turn) - depth * sine(turn), side * sine(turn) + depth * cosine(turn))
                    sum += Int(u.rounded(.down) + v.rounded(.down)) % 2 == 0 ? 60 : 160
                }
                for channel in 0..<3 { photo[x, y, channel] = Int(sum / 16 + 4 * noise.unit()) }
            }
        }
        return photo
    }

    // By their series: a test needs no library for two numbers.
    private static func sine(_ angle: Double) -> Double { angle - angle * angle * angle / 6 }
    private static func cosine(_ angle: Double) -> Double { 1 - angle * angle / 2 }

    @Test(arguments: [0.35, 0.78]) func tilesGoOn(turn: Double) throws {
        let photo = Self.floor(turn: turn), hole = Rectangle(x: 190, y: 140, width: 100, height: 80)
        var mask = Mask(width: Self.width, height: Self.height)
        for y in hole.y..<hole.bottom { for x in hole.x..<hole.right { mask[x, y] = 255 } }
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0)).last!.apply(to: &result)
        var right = 0
        for y in hole.y..<hole.bottom {
            for x in hole.x..<hole.right where abs(result[x, y, 1] - photo[x, y, 1]) < 50 { right += 1 }
        }
        // By chance, half; edges may run a pixel aside, and where tiles are far they are as good moved by two.
        let share = Double(right) / Double(hole.width * hole.height)
        #expect(share > 0.78, "\(share) of the hole as it was")
    }
}
