import Editing
import Pixels
import Support
import Testing

/// `madf-bench pauses`, which tells how soon a fill can be cancelled.
@Suite struct PausesTests {
    @Test func everyPhaseLooksAndTells() throws {
        try withFolder { folder in
            var photo = Raster(width: 120, height: 100, model: .rgb), mask = Raster(width: 120, height: 100, model: .gray)
            for index in photo.bytes.indices { photo.bytes[index] = UInt8(truncatingIfNeeded: index * index / 7) }
            for y in 40..<60 { for x in 50..<70 { mask[x, y, 0] = 255 } }
            try photo.writePNG(to: folder + "/photo.png")
            try mask.writePNG(to: folder + "/mask.png")
            let outcome = try Executable(name: "madf-bench").run([
                "pauses", folder + "/photo.png", folder + "/mask.png", "--model", PackageFolder.path("Assets/weights/madf-lite.safetensors"),
            ])
            let rows = outcome.text.split(separator: "\n").dropFirst().map { $0.split(separator: " ") }
            #expect(rows.map { $0[0] } == ["masks", "network", "measuring", "texture", "blending", "peak"], "\(outcome.errors)")
            // Less than all of a phase's time passes between two looks.
            for row in rows.dropLast() where row[0] != "masks" { #expect(Double(row[2])! <= 1e3 * Double(row[1])! + 10) }
        }
    }
}
