import Editing
import Masks
import Photo
import Pixels
import Support
import Testing

/// Spots that a brush missed, in scripts.
@Suite struct IslandTests {
    /// A spot that a brush has left out goes with what encloses it, and the line says so; told, it stays to the last bit.
    @Test(arguments: [[], ["--keep-islands"], ["--keep-out"], ["--invert-mask"]]) func islands(options: [String]) throws {
        try withFolder { folder in
            var photo = Raster(width: 90, height: 70, model: .rgb), mask = Mask(width: 90, height: 70), spot = Mask(width: 90, height: 70)
            mask.drawRectangle(from: Point(x: 20, y: 10), to: Point(x: 69, y: 59), value: 255)
            spot.drawRectangle(from: Point(x: 43, y: 33), to: Point(x: 46, y: 36), value: 255)
            mask.subtract(spot)
            for y in 0..<70 {
                for x in 0..<90 { for channel in 0..<3 { photo[x, y, channel] = spot[x, y] > 0 ? [255, 0, 0][channel] : 90 + (x + y) % 9 } }
            }
            try photo.writePNG(to: folder + "/a.png")
            try spot.picture.writePNG(to: folder + "/spot.png")
            if options == ["--invert-mask"] { mask.invert() }
            try mask.picture.writePNG(to: folder + "/m.png")
            let told = options == ["--keep-out"] ? options + [folder + "/spot.png"] : options
            let outcome = try BatchTests.run(told + ["--json", "--grow", "0", "--mask", folder + "/m.png", folder + "/a.png"])
            #expect(outcome.status == 0 && outcome.text.contains("--keep-islands leaves them") == options.isEmpty, "\(outcome.text)\(outcome.errors)")
            let result = try Photo.load(path: folder + "/a-removed.png").raster
            for y in 33..<37 {
                for x in 43..<47 { #expect((result[x, y, 0] == 255 && result[x, y, 1] == 0) == !options.isEmpty, "(\(x), \(y))") }
            }
        }
    }
}
