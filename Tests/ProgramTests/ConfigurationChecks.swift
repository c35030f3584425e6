import Foundation
import Pixels
import Support
import Testing

/// The user's own settings.
extension RealProgram {
    struct Configuration {
        private func write(_ text: String, in folder: URL) throws {
            let home = folder.appendingPathComponent("config/madf-tui")
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            try text.write(to: home.appendingPathComponent("config"), atomically: true, encoding: .utf8)
        }

        @Test func keysAndColorsCanBeChanged() throws {
            try EditorProgram.withFolder { folder in
                try write("# mine\n\ncolor = mono\nmouse = no\nkey.larger-brush = a\nkey.quit = ^X\n", in: folder)
                let photo = folder.appendingPathComponent("photo.png")
                try Raster.pattern(width: 80, height: 44).writePNG(to: photo.path)
                let terminal = try EditorProgram.open(photo, in: folder)
                #expect(!terminal.screen.modes.contains(1002))
                #expect(terminal.screen.cells[3].allSatisfy { $0.background == "default" })
                terminal.send("a")
                #expect(terminal.wait(for: "brush 4 px"))
                terminal.send("\u{18}")
                #expect(terminal.waitForEnd() == 0)
            }
        }

        @Test func longerFilesThanAllKeysTakeAreRefused() throws {
            try EditorProgram.withFolder { folder in
                try write(String(repeating: "# a line of 20 chars\n", count: 4_000), in: folder)
                let terminal = try PseudoTerminal(
                    [EditorProgram.path, "photo.png"], environment: EditorProgram.environment(folder), columns: 200)
                #expect(terminal.waitForEnd() == 1)
                #expect(terminal.screen.text.contains("the file has more than 64 KiB"))
            }
        }

        @Test func errorsNameTheirLine() throws {
            try EditorProgram.withFolder { folder in
                try write("\n# fine\nkey.fly = a", in: folder)
                let terminal = try PseudoTerminal(
                    [EditorProgram.path, "photo.png"], environment: EditorProgram.environment(folder), columns: 200)
                #expect(terminal.waitForEnd() == 1)
                #expect(terminal.screen.text.contains("line 3: there is no action 'fly'"))
            }
        }
    }
}
