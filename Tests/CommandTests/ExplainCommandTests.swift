import Foundation
import Photo
import Support
import Testing

/// `madf-tui explain`, on a small photo with a small network.
@Suite struct ExplainCommandTests {
    @Test func aPictureAndALineForEverything() throws {
        try withFolder { folder in
            try BatchTests.write(folder + "/a.png", mask: folder + "/m.png")
            let arguments = [
                "explain", folder + "/a.png", "--mask", folder + "/m.png", "--output-dir", folder + "/out", "--working-size", "128", "--model",
                BatchTests.model,
            ]
            let first = try BatchTests.tool.run(arguments)
            #expect(first.status == 0 && first.errors.isEmpty)
            let names = (["stages"] + (1...7).flatMap { ["mask-\($0)", "kernels-\($0)"] }).map { $0 + ".png" }.sorted()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/out").sorted() == names)
            #expect(first.text.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }.sorted() == names)
            let stages = try Photo.load(path: folder + "/out/stages.png").raster
            // Four pictures with white words above them.
            #expect(stages.width > 4 * 128 && stages.height > 128)
            let white = (0..<40).flatMap { y in (0..<stages.width).filter { x in (0..<3).allSatisfy { stages[x, y, $0] == 255 } } }
            #expect(Set(white.map { 4 * $0 / stages.width }) == [0, 1, 2, 3])

            // Nothing is replaced unasked.
            try Data("mine".utf8).write(to: URL(filePath: folder + "/out/stages.png"))
            let second = try BatchTests.tool.run(arguments)
            #expect(second.status == 1 && second.errors.contains("exists already"))
            #expect(FileManager.default.contents(atPath: folder + "/out/stages.png") == Data("mine".utf8))
            #expect(try BatchTests.tool.run(arguments + ["--force", "--level", "2"]).text.split(separator: "\n").count == 3)
            #expect(try Photo.load(path: folder + "/out/stages.png").raster == stages)
            #expect(try BatchTests.tool.run(arguments + ["--level", "8"]).status == 2)
        }
    }
}
