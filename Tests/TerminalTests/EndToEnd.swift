import Foundation
import Photo
import Testing

/// The main job: paint, remove, see the stages, save, quit.
extension RealProgram {
    struct EndToEnd {
        @Test func paintsRemovesSavesAndQuits() throws {
            try Program.withFolder { folder in
                let photo = folder.appendingPathComponent("photo.png")
                let picture = Program.picture(width: 240, height: 180)
                try picture.writePNG(to: photo.path)
                let terminal = try Program.open(photo, in: folder)
                terminal.send(" 9l ")
                #expect(terminal.wait(for: "Enter removes"))
                terminal.send("M\r")
                #expect(terminal.wait(for: "marks saved"))
                terminal.send("\r")
                #expect(terminal.wait { !self.state($0).contains("%  ") && $0.screen.text.contains("s saves") })
                terminal.send("1")
                #expect(terminal.wait { self.state($0).contains(" coarse ") })
                terminal.send("B")
                #expect(terminal.wait { self.state($0).contains(" BEFORE") })
                #expect(terminal.wait { self.state($0).contains(" after") })
                terminal.send("#")
                #expect(terminal.wait { ["1 coarse", "2 first"].allSatisfy($0.screen.line(0).contains) })
                terminal.send(Scene.mouse(0, 60, 3) + Scene.mouse(0, 60, 3, release: true))
                #expect(terminal.wait { self.state($0).contains(" first ") && !$0.screen.line(0).contains("1 coarse") })
                terminal.send("4s")
                #expect(terminal.wait(for: "Saved"))
                terminal.send("q")
                #expect(terminal.waitForEnd() == 0)
                #expect(Program.stateFiles(in: folder).isEmpty)

                let mask = try Photo.load(path: folder.appendingPathComponent("photo-mask.png").path).raster
                let result = try Photo.load(path: folder.appendingPathComponent("photo-removed.png").path).raster
                var changed = 0, marked = 0
                for y in 0..<180 {
                    for x in 0..<240 {
                        let isSame = (0..<3).allSatisfy { result[x, y, $0] == picture[x, y, $0] }
                        if mask[x, y, 0] == 0 { #expect(isSame || self.isNear(mask, x, y), "pixel \(x), \(y) is outside of the marks") }
                        marked += mask[x, y, 0] == 0 ? 0 : 1
                        changed += isSame ? 0 : 1
                    }
                }
                #expect(marked > 100)
                #expect(changed * 2 > marked)
            }
        }

        /// A short stroke in the middle of a disc becomes the disc.
        @Test func strokeSnapsToItsObject() throws {
            let radius = 9
            let picture = Program.picture(width: 80, height: 44) { x, y in
                let shade = UInt8((x * 7 + y * 5) % 16), isIn = (x - 40) * (x - 40) + (y - 22) * (y - 22) <= radius * radius
                return isIn ? [200, 60 + shade, 50] : [50 + shade, 90, 110 + shade]
            }
            try Scene.with(picture: picture) { scene in
                scene.terminal.send(" 4l a")
                #expect(scene.terminal.wait(for: "snapped to the object"))
                // Pixels at the border may go either way.
                let marked = try scene.markedCount()
                #expect(abs(Double(marked) - .pi * Double(radius * radius)) < 2 * .pi * Double(radius))
                scene.terminal.send("u")
                let before = try scene.markedCount()
                #expect(before < 100)
            }
        }

        /// Within what `--grow` may add by default.
        private func isNear(_ mask: Raster, _ x: Int, _ y: Int) -> Bool {
            let reach = 12
            return (max(0, y - reach)...min(mask.height - 1, y + reach)).contains { row in
                (max(0, x - reach)...min(mask.width - 1, x + reach)).contains { mask[$0, row, 0] != 0 }
            }
        }

        private func state(_ terminal: PseudoTerminal) -> String { terminal.screen.line(terminal.screen.rows - 2) }
    }
}
