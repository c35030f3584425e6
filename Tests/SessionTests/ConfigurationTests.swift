import Editing
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
        ("color = pink", 1), ("when-done = fanfare", 1), ("\n# fine\nkey.fly = a", 3), ("mouse = no\nkey.undo = Hyper", 2), ("hello", 1),
        ("mouse = yes\nkey.undo = q\n", 2),
    ]) func errorsNameTheirLine(text: String, line: Int) {
        #expect { try configuration(text) } throws: { "\($0)".hasPrefix("config, line \(line): ") }
    }

    @Test func someKeyAlwaysQuits() {
        #expect { try configuration("key.undo = q") } throws: { "\($0)".contains("no key is left to quit") }
        #expect(throws: Never.self) { try configuration("key.quit = Q\nkey.undo = q") }
    }
}
