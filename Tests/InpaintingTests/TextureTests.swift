import Inpainting
import Masks
import Pixels
import Support
import Testing

/// What a fill owes to the texture around it, on photos whose texture is known.
@Suite struct TextureTests {
    private static let side = 220
    private static let mask = Support.disk(side, side, x: 110, y: 110, radius: 34)

    /// Lightness that rises to the right, with grain of at most `amplitude` samples to either side; flat in the left fifth,
    /// where there is no grain: pieces from there fit best, and are wrong.
    private static func photo(grain amplitude: Double) -> Raster {
        var photo = Raster(width: side, height: side, model: .rgb), noise = Noise(seed: 5)
        for y in 0..<side {
            for x in 0..<side {
                let value = 2 * noise.unit() - 1, grain = x < side / 5 ? 0 : amplitude * value
                for channel in 0..<3 { photo[x, y, channel] = Int((80 + 0.2 * Double(x) + grain).rounded()) }
            }
        }
        return photo
    }

    private static func filled(_ photo: Raster) throws -> Raster {
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0)).last!.apply(to: &result)
        return result
    }

    /// Mean squared difference of horizontal neighbors where `contains` says so.
    private static func energy(_ photo: Raster, where contains: (Int, Int) -> Bool) -> Double {
        var sum = 0.0, count = 0.0
        for y in 0..<side {
            for x in side / 4..<side - 1 where contains(x, y) && contains(x + 1, y) {
                let difference = Double(photo[x + 1, y, 0] - photo[x, y, 0])
                sum += difference * difference
                count += 1
            }
        }
        return sum / count
    }

    @Test(arguments: [8.0, 30.0]) func grainIsThatOfTheSurroundings(amplitude: Double) throws {
        let photo = Self.photo(grain: amplitude), result = try Self.filled(photo)
        let inside = Self.energy(result) { Self.mask[$0, $1] != 0 }
        let outside = Self.energy(photo) { Self.mask[$0, $1] == 0 }
        // Beyond half or twice the energy the place stands out from its surroundings.
        #expect(inside > outside / 2 && inside < outside * 2, "\(inside) inside, \(outside) around")
    }

    @Test func withoutGrainSmoothStaysSmooth() throws {
        let result = try Self.filled(Self.photo(grain: 0))
        for y in 0..<Self.side {
            for x in 0..<Self.side - 1 where Self.mask[x, y] != 0 || Self.mask[x + 1, y] != 0 {
                // The slope is 1 step in 5 pixels; a step of more than 2 could be seen as an edge.
                #expect(abs(result[x + 1, y, 1] - result[x, y, 1]) <= 2)
            }
        }
    }

    /// A striped post ends where the hole begins: its colors have no business on the wall behind.
    @Test func whatEndsAtTheRimIsNotSpread() throws {
        var photo = Self.photo(grain: 8), mask = Mask(width: Self.side, height: Self.side)
        for y in 0..<Self.side {
            for x in 0..<Self.side {
                if x < 80 { for channel in 0..<3 { photo[x, y, channel] = x / 4 % 2 == 0 ? 20 : 60 } }
                if (80..<140).contains(x) && (70..<150).contains(y) { mask[x, y] = 255 }
            }
        }
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0)).last!.apply(to: &result)
        // Means over 20 x 20 pixels, where grain of 8 to either side leaves a deviation of a quarter.
        for (x, y) in [(84, 100), (100, 80), (110, 120)] {
            var difference = 0.0
            for row in y..<y + 20 {
                for column in x..<x + 20 { difference += Double(result[column, row, 1] - photo[column, row, 1]) }
            }
            #expect(abs(difference / 400) < 2, "\(difference / 400) at \(x), \(y)")
        }
    }

    /// A stroke five times as long as it is wide, over light that rises and a little grain, ends nowhere on its way.
    @Test func thickStrokesHaveNoJoints() throws {
        let width = 640, height = 240, hole = Rectangle(x: 70, y: 70, width: 500, height: 100)
        var photo = Raster(width: width, height: height, model: .rgb), noise = Noise(seed: 9), mask = Mask(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                let light = 60 + Double(x * x) / 6_000 + Double(y) / 4
                for channel in 0..<3 { photo[x, y, channel] = Int(light + 6 * noise.unit()) }
                if hole.x <= x && x < hole.right && hole.y <= y && y < hole.bottom { mask[x, y] = 255 }
            }
        }
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0)).last!.apply(to: &result)
        func mean(_ x: Int, _ y: Int) -> Double {
            var sum = 0.0
            for row in y..<y + 10 { for column in x..<x + 10 { sum += Double(result[column, row, 1] - photo[column, row, 1]) } }
            return sum / 100
        }
        for y in stride(from: hole.y, to: hole.bottom, by: 10) {
            for x in stride(from: hole.x, to: hole.right, by: 10) { #expect(abs(mean(x, y)) < 12, "\(mean(x, y)) at \(x), \(y)") }
        }
    }
}
