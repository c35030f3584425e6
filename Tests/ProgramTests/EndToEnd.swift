import Evaluation
import Foundation
import Photo
import Pixels
import Support
import Testing

/// The main job: paint, remove, see the stages, save, quit.
extension RealProgram {
    struct EndToEnd {
        @Test("8 and 28: paints, removes, compares, asks before it loses a result, saves", arguments: terminalTypes)
        func paintsRemovesSavesAndQuits(type: String) throws {
            try EditorProgram.withFolder { folder in
                let photo = folder.appendingPathComponent("photo.png")
                let picture = Raster.pattern(width: 240, height: 180)
                try picture.writePNG(to: photo.path)
                let terminal = try EditorProgram.open(photo, in: folder, type: type)
                terminal.send(" 9l ")
                #expect(terminal.wait(for: "Enter removes"))
                terminal.send("M\r")
                #expect(terminal.wait(for: "marks saved"))
                terminal.send("\r")
                #expect(terminal.wait(for: "s saves"))
                terminal.send("1")
                #expect(terminal.wait { self.state($0).contains(" coarse ") })
                terminal.send("#")
                #expect(terminal.wait { ["1 coarse", "2 first"].allSatisfy($0.screen.line(0).contains) })
                terminal.send(Scene.mouse(0, 60, 3) + Scene.mouse(0, 60, 3, release: true))
                #expect(terminal.wait { self.state($0).contains(" first ") && !$0.screen.line(0).contains("1 coarse") })
                terminal.send("4q")
                #expect(terminal.wait(for: "result is not saved; quit all the same?"))
                terminal.send("ns")
                #expect(terminal.wait(for: "Saved"))
                terminal.send("q")
                #expect(terminal.waitForEnd() == 0)
                Endings().expectWhole(terminal)
                #expect(terminal.text.hasSuffix("/photo-removed.png\r\n"), "what was saved is printed when it ends")
                #expect(EditorProgram.stateFiles(in: folder).isEmpty)
                try expectOnlyMarksChanged(picture, in: folder)
            }
        }

        private func expectOnlyMarksChanged(_ picture: Raster, in folder: URL) throws {
            let mask = try Photo.load(path: folder.appendingPathComponent("photo_mask.png").path).raster
            let result = try Photo.load(path: folder.appendingPathComponent("photo-removed.png").path).raster
            var changed = 0, marked = 0, strayed = 0
            for y in 0..<picture.height {
                for x in 0..<picture.width {
                    let isSame = (0..<3).allSatisfy { result[x, y, $0] == picture[x, y, $0] }
                    changed += isSame ? 0 : 1
                    marked += mask[x, y, 0] == 0 ? 0 : 1
                    if !isSame, mask[x, y, 0] == 0, !isNear(mask, x, y) { strayed += 1 }
                }
            }
            #expect(strayed == 0)
            #expect(marked > 100)
            #expect(changed * 2 > marked)
        }

        /// A limit on the size of files stands for a full disk.
        @Test("27: a save that fails is told of and loses nothing", arguments: terminalTypes) func failedSaveIsToldOf(type: String) throws {
            try EditorProgram.withFolder { folder in
                let photo = folder.appendingPathComponent("photo.png"), target = folder.appendingPathComponent("out.png")
                // Noise, which takes more than the 1,024 bytes that are allowed.
                var generator = SeededGenerator(seed: 1)
                let noise = Raster.pattern(width: 80, height: 44) { _, _ in (0..<3).map { _ in UInt8(truncatingIfNeeded: generator.next()) } }
                try noise.writePNG(to: photo.path)
                try Data("what was there".utf8).write(to: target)
                let terminal = try PseudoTerminal(
                    ["/bin/bash", "-c", "ulimit -f 1; exec \"$0\" --force -o \"$1\" \"$2\"", EditorProgram.path, target.path, photo.path],
                    environment: EditorProgram.environment(folder, type: type), columns: 200)
                #expect(terminal.wait(for: "zoom"))
                terminal.send("  \r")
                #expect(terminal.wait(for: "s saves"))
                terminal.send("s")
                #expect(terminal.wait(for: "Nothing was replaced; save elsewhere."))
                terminal.send("q")
                #expect(terminal.wait(for: "result is not saved"))
                terminal.send("y")
                #expect(terminal.waitForEnd() == 0)
                #expect(try Data(contentsOf: target) == Data("what was there".utf8))
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".tmp") })
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
