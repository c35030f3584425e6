import Foundation
import Glibc
import Photo
import Testing

/// Nothing of the user's is lost by a slip: files, marks and what an earlier session left.
extension RealProgram {
    struct Caution {
        /// Asks for the marks to be saved under `name`, in the scene's folder.
        private func saveMarks(_ scene: Scene, as name: String) {
            scene.terminal.send("M\u{15}\(scene.folder.path)/\(name)\r")
        }

        @Test func marksNeverReplaceThePhoto() throws {
            try Scene.with { scene in
                let photo = scene.folder.appendingPathComponent("photo.png"), before = try Data(contentsOf: photo)
                saveMarks(scene, as: "photo.png")
                #expect(scene.terminal.wait(for: "is the photo itself"))
                #expect(try Data(contentsOf: photo) == before)
            }
        }

        @Test func marksAskBeforeTheyReplaceAFile() throws {
            try Scene.with(columns: 160) { scene in
                let file = scene.folder.appendingPathComponent("mine.png"), mine = Data("mine".utf8)
                try mine.write(to: file)
                saveMarks(scene, as: "mine.png")
                #expect(scene.terminal.wait(for: "replace it?"))
                scene.terminal.send("n")
                #expect(scene.terminal.wait(for: "not saved"))
                #expect(try Data(contentsOf: file) == mine)
                saveMarks(scene, as: "mine.png")
                #expect(scene.terminal.wait(for: "replace it?"))
                scene.terminal.send("y")
                #expect(scene.terminal.wait(for: "marks saved"))
                #expect(try Photo.load(path: file.path).raster.width == scene.picture.width)
            }
        }

        @Test func folderIsNoFileToReplace() throws {
            try Scene.with(columns: 160) { scene in
                scene.terminal.send("S\u{15}\(scene.folder.path)\r")
                #expect(scene.terminal.wait(for: "is not a regular file"))
            }
        }

        @Test func listAsksBeforeWorkIsLeft() throws {
            try Program.withFolder { folder in
                for name in ["one.png", "two.png"] {
                    try Program.picture(width: 80, height: 44).writePNG(to: folder.appendingPathComponent(name).path)
                }
                let terminal = try Program.open(folder.appendingPathComponent("one.png"), in: folder, options: [
                    folder.appendingPathComponent("two.png").path,
                ])
                #expect(terminal.screen.text.contains("(1 of 2)"))
                terminal.send("  ")
                #expect(terminal.wait(for: "Enter removes"))
                terminal.send("P")
                #expect(terminal.wait(for: "> two.png"))
                terminal.send("\r")
                #expect(terminal.wait(for: "Enter removes"), "the photo that is open stays as it is")
                terminal.send("Pj\r")
                #expect(terminal.wait(for: "go to another photo all the same?"))
                terminal.send("n")
                #expect(terminal.wait(for: "Enter removes"))
                terminal.send("Pj\r")
                #expect(terminal.wait(for: "go to another photo all the same?"))
                terminal.send("y")
                #expect(terminal.wait(for: "(2 of 2)"))
                terminal.send("p")
                #expect(terminal.wait(for: "(1 of 2)"))
                #expect(!terminal.screen.text.contains("left behind"), "what was given up is not offered again")
            }
        }

        /// Folders stand for their photos, also among others; the line below the list can be clicked.
        @Test func foldersAmongPhotosAreTaken() throws {
            try Program.withFolder { folder in
                let inside = folder.appendingPathComponent("inside")
                try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: false)
                let picture = Program.picture(width: 80, height: 44), one = folder.appendingPathComponent("one.png")
                try picture.writePNG(to: one.path)
                try picture.writePNG(to: inside.appendingPathComponent("two.png").path)
                let terminal = try PseudoTerminal(
                    [Program.path, one.path, inside.path], environment: Program.environment(folder))
                #expect(terminal.wait { $0.screen.line(0).contains("> one.png") && $0.screen.line(1).contains("two.png") })
                func click(_ text: String) throws {
                    let line = terminal.screen.line(23)
                    let column = line.distance(from: line.startIndex, to: try #require(line.range(of: text)).lowerBound)
                    terminal.send(Scene.mouse(0, column, 23) + Scene.mouse(0, column, 23, release: true))
                }
                try click("j k")
                #expect(terminal.wait { $0.screen.line(1).contains("> two.png") })
                try click("Enter opens")
                #expect(terminal.wait(for: "two.png (2 of 2)"))
            }
        }

        @Test func someKeyAlwaysQuits() throws {
            try Program.withFolder { folder in
                let home = folder.appendingPathComponent("config/madf-tui")
                try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
                try "mouse = yes\nkey.undo = q\n".write(to: home.appendingPathComponent("config"), atomically: true, encoding: .utf8)
                let terminal = try PseudoTerminal(
                    [Program.path, "photo.png"], environment: Program.environment(folder), columns: 200)
                #expect(terminal.waitForEnd() == 1)
                #expect(terminal.screen.text.contains("line 2: no key is left to quit"))
            }
        }

        /// Where it fails, the result must still be there.
        @Test func photoIsNotLeftDuringASave() throws {
            try Program.withFolder { folder in
                let one = folder.appendingPathComponent("one.png"), two = folder.appendingPathComponent("two.png")
                // Large enough to be still on its way when the next key is read.
                try Program.picture(width: 2_400, height: 1_600).writePNG(to: one.path)
                try Program.picture(width: 80, height: 44).writePNG(to: two.path)
                let terminal = try PseudoTerminal([Program.path, one.path, two.path], environment: Program.environment(folder))
                #expect(terminal.wait(for: "zoom"))
                terminal.send("S\u{15}\(folder.path)/result.png\rn")
                #expect(terminal.wait(for: "go to another photo when it is done"))
                #expect(terminal.wait(for: "Saved"))
                terminal.send("n")
                #expect(terminal.wait(for: "two.png (2 of 2)"))
            }
        }

        @Test func strayKeysKeepWhatWasLeftBehind() throws {
            try Scene.with { scene in
                scene.terminal.send("  ")
                #expect(scene.terminal.wait(for: "Enter removes"))
                kill(scene.terminal.process, SIGTERM)
                #expect(scene.terminal.waitForEnd() == 128 + SIGTERM)
                let next = try scene.again()
                #expect(next.terminal.wait(for: "left behind"))
                next.terminal.send(" \u{1b}[Bq\u{1b}")
                next.terminal.settle()
                #expect(scene.recoveryFiles.count == 1)
                next.terminal.send("y")
                #expect(next.terminal.wait(for: "taken up"))
            }
        }

        @Test func whollyMarkedPhotoIsNotEmptied() throws {
            try Scene.with { scene in
                scene.terminal.send("i\r")
                #expect(scene.terminal.wait(for: "leave some of it"))
                scene.terminal.send("s")
                #expect(scene.terminal.wait(for: "nothing was removed yet"))
                #expect(!FileManager.default.fileExists(atPath: scene.folder.appendingPathComponent("photo-removed.png").path))
            }
        }
    }
}
