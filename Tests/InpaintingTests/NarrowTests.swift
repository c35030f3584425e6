import Inpainting
import Masks
import Pixels
import Testing

/// Holes that are nowhere wide: wires, specks, grids.
@Suite struct NarrowTests {
    /// Tiles of 12 x 9 pixels, all alike: what is to be filled is there many times.
    private static func tiled(_ width: Int, _ height: Int) -> Raster {
        var photo = Raster(width: width, height: height, model: .rgb)
        for y in 0..<height {
            for x in 0..<width {
                let (column, row) = (x % 12, y % 9)
                for channel in 0..<3 { photo[x, y, channel] = 40 + (column * column * 5 + row * row * 7 + column * row * 3 + 31 * channel) % 170 }
            }
        }
        return photo
    }

    private static func mask(_ name: String, _ width: Int, _ height: Int) -> Mask {
        var mask = Mask(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                let isMarked =
                    switch name {
                    case "wire": abs(3 * y - x - 120) < 9
                    // Wider than what is looked for at full size, and at half of it.
                    case "cable": abs(3 * y - x - 120) < 70
                    case "grid": x % 50 < 5 || y % 40 < 5
                    // Between its bars no square of more than 12 pixels is known.
                    case "fence": x % 17 < 4 || y % 16 < 4
                    default: (x % 70 - 30) * (x % 70 - 30) + (y % 60 - 30) * (y % 60 - 30) < 50
                    }
                if isMarked { mask[x, y] = 255 }
            }
        }
        return mask
    }

    /// What repeats is found again to the level, whichever way it is cut up.
    @Test(arguments: ["wire", "cable", "specks", "grid", "fence"]) func whatRepeatsIsFoundAgain(name: String) throws {
        let photo = Self.tiled(520, 400), mask = Self.mask(name, 520, 400)
        var result = photo
        for index in mask.bytes.indices where mask.bytes[index] != 0 { for channel in 0..<3 { result.bytes[3 * index + channel] = 255 } }
        let fill = try Support.inpainter().fill(result, mask: mask, options: FillOptions(grow: 0)).last!
        #expect(fill.coverage(width: 520, height: 400) == mask)
        fill.apply(to: &result)
        let inside = mask.bytes.indices.filter { mask.bytes[$0] != 0 }
        let wrong = inside.count { index in (0..<3).contains { abs(Int(result.bytes[3 * index + $0]) - Int(photo.bytes[3 * index + $0])) > 2 } }
        // At the photo's edge little is known beside what is marked, and in a fence everywhere.
        #expect(wrong * (name == "fence" ? 8 : 50) <= inside.count)
    }

    /// A wire over gray, with red on one side of it that is kept out.
    @Test func nothingComesFromWhereItIsKeptOut() throws {
        let gray = Support.picture(400, 200, .gray)
        var photo = Raster(width: 400, height: 200, model: .rgb, bytes: gray.bytes.flatMap { [$0, $0, $0] })
        var mask = Mask(width: 400, height: 200), keepOut = mask
        for x in 0..<400 {
            for y in 90..<98 { mask[x, y] = 255 }
            for y in 110..<200 where (x / 4 + y / 3) % 3 == 0 {
                (photo[x, y, 0], photo[x, y, 1], photo[x, y, 2]) = (255, 0, 0)
                keepOut[x, y] = 255
            }
        }
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, steering: Steering(keepOut: keepOut), options: FillOptions(grow: 0)).last!.apply(to: &result)
        #expect(!mask.bytes.indices.contains { mask.bytes[$0] != 0 && result.bytes[3 * $0] > 100 + Int(result.bytes[3 * $0 + 1]) })
    }

    /// Specks on an even ground are filled one by one, so that none brings texture from where another is.
    @Test func paperStaysPaper() throws {
        var photo = Self.tiled(520, 400)
        for y in 0..<400 { for x in 0..<260 { for channel in 0..<3 { photo[x, y, channel] = 250 } } }
        let mask = Self.mask("specks", 520, 400)
        var result = photo
        try Support.inpainter().fill(photo, mask: mask, options: FillOptions(grow: 0)).last!.apply(to: &result)
        #expect((0..<400).allSatisfy { y in (0..<230).allSatisfy { x in (0..<3).allSatisfy { result[x, y, $0] == 250 } } })
    }
}
