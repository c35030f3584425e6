import Editing
import Foundation
import Pixels
import Support
import Testing

/// `madf-bench detail`, as it is run to compare fills.
@Suite struct DetailBenchTests {
    /// A pattern that repeats every 12 pixels, with a hole in it.
    private static func writePair(_ folder: String) throws {
        var photo = Raster(width: 150, height: 130, model: .rgb), mask = Raster(width: 150, height: 130, model: .gray)
        for y in 0..<130 {
            for x in 0..<150 {
                for channel in 0..<3 { photo[x, y, channel] = (x % 12 < 6) == (y % 12 < 6) ? 200 - 20 * channel : 60 + 20 * channel }
                mask[x, y, 0] = (50..<90).contains(x) && (45..<85).contains(y) ? 255 : 0
            }
        }
        try photo.writePNG(to: folder + "/checks.png")
        try mask.writePNG(to: folder + "/checks_mask.png")
    }

    @Test func patchesFillWhatRepeatsWhateverTheThreads() throws {
        try withFolder { folder in
            try Self.writePair(folder)
            var pictures: [Data] = []
            for threads in ["1", "3"] {
                let outcome = try Executable(name: "madf-bench").run([
                    "detail", folder, "--model", PackageFolder.path("Assets/weights/madf-lite.safetensors"), "--kind", "patches",
                    "--kind", "network", "--threads", threads, "--save", folder,
                ])
                let rows = outcome.text.split(separator: "\n").map { $0.split(separator: " ") }
                let patches = rows.first { $0.first == "patches" }, network = rows.first { $0.first == "network" }
                let (voted, alone) = (patches.flatMap { Double($0[1]) }, network.flatMap { Double($0[1]) })
                // The pattern goes on in the known part: patches find it, where the network's blur is half a step off everywhere.
                #expect((voted ?? 0) > (alone ?? 99) + 3, "\(outcome.text)\(outcome.errors)")
                pictures.append(try Data(contentsOf: URL(filePath: folder + "/checks-patches.png")))
            }
            #expect(pictures[0] == pictures[1])
        }
    }
}
