import Foundation
import Pixels
import Support
import Testing

/// What is named on the command line is what is opened.
extension RealProgram {
    struct Naming {
        /// Without a photo there is a list of those in the working folder.
        @Test func photosHereAreListed() throws {
            try EditorProgram.withFolder { folder in
                let picture = Raster.pattern(width: 80, height: 44)
                for name in ["one.png", "two.png"] { try picture.writePNG(to: folder.appendingPathComponent(name).path) }
                let terminal = try PseudoTerminal(
                    ["/bin/bash", "-c", "cd '\(folder.path)' && exec '\(EditorProgram.path)'"], environment: EditorProgram.environment(folder))
                #expect(terminal.wait { $0.screen.line(0).hasPrefix("> one.png") && $0.screen.line(1).hasPrefix("  two.png") })
                terminal.send("j\r")
                #expect(terminal.wait(for: "two.png (2 of 2)"))
            }
        }

        /// Folders stand for their photos, also among others; the line below the list can be clicked.
        @Test func foldersAmongPhotosAreTaken() throws {
            try EditorProgram.withFolder { folder in
                let inside = folder.appendingPathComponent("inside")
                try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: false)
                let picture = Raster.pattern(width: 80, height: 44), one = folder.appendingPathComponent("one.png")
                try picture.writePNG(to: one.path)
                try picture.writePNG(to: inside.appendingPathComponent("two.png").path)
                let terminal = try PseudoTerminal(
                    [EditorProgram.path, one.path, inside.path], environment: EditorProgram.environment(folder))
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
    }
}
