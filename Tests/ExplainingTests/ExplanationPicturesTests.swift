import Explaining
import MADF
import Masks
import Pixels
import Support
import Testing
import Workers

/// The pictures of a small network with random weights; what its features and kernels are, `ExplainTests` of MADF say.
@Suite struct ExplanationPicturesTests {
    private static let side = 128
    private static let network = try! Network(checkpoint: PackageFolder.tinyNetwork + "/network.safetensors")

    private static func pictures(hole: (Int, Int) -> Bool) -> ExplanationPictures {
        var mask = Mask(width: side, height: side)
        for y in 0..<side { for x in 0..<side where hole(x, y) { mask[x, y] = 255 } }
        return ExplanationPictures(
            network: network, picture: .pattern(width: side, height: side), hole: mask, pool: WorkerPool(threads: 2))
    }

    private static let square = pictures { (40..<80).contains($0) && (50..<90).contains($1) }

    /// Whether `part` is somewhere on `sheet`, pixel by pixel.
    private func contains(_ sheet: Raster, _ part: Raster) -> Bool {
        (0...sheet.height - part.height).contains { y in
            (0...sheet.width - part.width).contains { x in
                // The first row is compared first: most places fail there.
                (0..<part.height).allSatisfy { row in
                    let start = 3 * ((y + row) * sheet.width + x), from = 3 * row * part.width
                    return sheet.bytes[start..<start + 3 * part.width] == part.bytes[from..<from + 3 * part.width]
                }
            }
        }
    }

    @Test func theInputIsShownWithItsHoleGrayBeforeTheStages() throws {
        let (sheet, line) = try Self.square.stages()
        #expect(line.hasPrefix("input, coarse, first, final"))
        var input = Raster.pattern(width: Self.side, height: Self.side)
        for y in 50..<90 { for x in 40..<80 { for channel in 0..<3 { input[x, y, channel] = 128 } } }
        #expect(contains(sheet.crop(Rectangle(x: 0, y: 0, width: Self.side + 40, height: sheet.height)), input))
        #expect(sheet.width > 4 * Self.side)
    }

    /// Where there is no hole in reach, every window has the same features, so that a sheet of them is flat.
    @Test func featuresAreShownFromBlackToWhite() throws {
        let features = try Self.square.features()[1]
        let (sheet, line) = Self.square.mask(2, features)
        #expect(line.contains("\(features.channels) mask features of level 2, \(features.width) x \(features.height) windows"))
        let silent = (0..<features.channels).count { channel in features[channel: channel].allSatisfy { $0 == 0 } }
        #expect(line.hasSuffix("\(silent) of them 0 everywhere"))
        let largest = features.values.max()!, channel = features.values.firstIndex(of: largest)! / features.area
        let shades = features[channel: channel].flatMap { [UInt8](repeating: UInt8(255 * $0 / largest + 0.5), count: 3) }
        #expect(shades.contains(255))
        // Each window is a square of 2 x 2 pixels.
        let small = Raster(width: features.width, height: features.height, model: .rgb, bytes: shades)
        var large = Raster(width: 2 * small.width, height: 2 * small.height, model: .rgb)
        for y in 0..<large.height { for x in 0..<large.width { for c in 0..<3 { large[x, y, c] = small[x / 2, y / 2, c] } } }
        #expect(contains(sheet, large))
    }

    /// Three windows, told by where they are; a hole of the whole picture has no known place for the third.
    @Test func kernelsAreThoseOfThreeWindows() throws {
        let (sheet, line) = Self.square.kernels(3, try Self.square.features()[2])
        for name in ["deep in the hole (7, 8)", "at its rim (", "outside ("] { #expect(line.contains(name), "\(line)") }
        #expect(line.contains("they differ from the last by "))
        #expect(sheet.bytes.contains(255))
        let full = Self.pictures { _, _ in true }
        let all = full.kernels(3, try full.features()[2]).line
        #expect(all.contains("deep in the hole") && !all.contains("outside"), "\(all)")
    }
}
