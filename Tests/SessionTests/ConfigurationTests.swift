import Editing
import Foundation
import Terminal
import Testing
import madf_tui

/// The user's own settings.
@Suite struct ConfigurationTests {
    private func configuration(_ text: String) throws(EditorConfiguration.Failure) -> EditorConfiguration {
        try EditorConfiguration(text, path: "config")
    }

    @Test func keysAndColorsCanBeChanged() throws {
        let configuration = try configuration("# mine\n\ncolor = mono\nmouse = no\nwhen-done = bell\nkey.larger-brush = a\nkey.quit = ^X\n")
        #expect(configuration.color == .mono && configuration.usesMouse == false && configuration.notice == .bell)
        let scene = try Scene { $0.keys = KeyMap(changes: configuration.keys) }
        scene.type("a")
        #expect(scene.screen.state.contains("brush 4 px"))
        scene.type("\u{18}")
        #expect(scene.session.ending?.status == 0)
    }

    @Test(arguments: [
        ("color = pink", 1), ("brush = 0", 1), ("tool = pen", 1), ("suffix = a/b", 1), ("jpeg-quality = 101", 1), ("brush-follows-zoom = 1", 1),
        ("keep-islands = 1", 1),
        ("when-done = fanfare", 1), ("\n# fine\nkey.fly = a", 3), ("mouse = no\nkey.undo = Hyper", 2), ("hello", 1),
        ("mouse = yes\nkey.undo = q\n", 2),
    ]) func errorsNameTheirLine(text: String, line: Int) {
        #expect { try configuration(text) } throws: { "\($0)".hasPrefix("config, line \(line): ") }
    }

    /// What the command line says goes before.
    @Test func settingsAreTaken() throws {
        let text =
            "tool = lasso\nbrush = 12\nbrush-follows-zoom = yes\ngrow = 3\nkeep-islands = yes\nsuffix = -clean\ncells = quadrant\n"
            + "jpeg-quality = 80\n"
        var options = EditorOptions()
        options.grow = 5
        options.adopt(try configuration(text))
        #expect(options.grow == 5 && options.keepsIslands && options.cells == .quadrant && options.save.jpegQuality == 80)
        let scene = try Scene { $0.options = options }
        #expect(scene.screen.state.contains("lasso"))
        scene.type("b")
        #expect(scene.screen.state.contains("brush 12 px"))
        scene.type("  ")
        #expect(scene.remove())
        scene.type("s")
        #expect(scene.wait(for: "Saved") && FileManager.default.fileExists(atPath: scene.folder.path("photo-clean.png")))
    }

    @Test func newJPEGsHaveTheQualityThatIsTold() throws {
        let scene = try Scene {
            $0.columns = 200
            $0.options.save.jpegQuality = 40
        }
        scene.type("  ")
        #expect(scene.remove())
        scene.type("S\u{15}\(scene.folder.path("result.jpg"))\r")
        #expect(scene.wait(for: "encoded as JPEG in quality 40"))
    }

    /// As wide on the screen, near and far; else in the photo.
    @Test(arguments: [false, true]) func brushFollowsTheZoom(follows: Bool) throws {
        let scene = try Scene {
            $0.options.brush = 8
            $0.options.brushFollowsZoom = follows
        }
        func cells() -> Double { scene.session.editor?.brushCells ?? 0 }
        let before = cells()
        scene.type("++++")
        #expect(abs(cells() - (follows ? 1 : 4) * before) < 0.01)
        #expect(scene.screen.state.contains(follows ? "brush 2 px (8 cells)" : "brush 8 px (32 cells)"))
        scene.type("0")
        #expect(scene.screen.state.contains("brush 8 px (8 cells)"))
    }

    @Test func someKeyAlwaysQuits() {
        #expect { try configuration("key.undo = q") } throws: { "\($0)".contains("no key is left to quit") }
        #expect(throws: Never.self) { try configuration("key.quit = Q\nkey.undo = q") }
    }
}
