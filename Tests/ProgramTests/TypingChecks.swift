import Foundation
import Testing

/// Names are typed as in a shell.
extension RealProgram {
    struct Typing {
        private func lastLine(_ terminal: PseudoTerminal) -> String { terminal.screen.line(terminal.screen.rows - 1) }

        private func waitForLine(_ text: String, _ scene: Scene) -> Bool { scene.terminal.wait { self.lastLine($0).contains(text) } }

        @Test func tabCompletesAndHomeIsKnown() throws {
            try Scene.with { scene in
                for name in ["holiday-one.png", "holiday-two.png", "other"] {
                    try FileManager.default.createDirectory(at: scene.folder.appendingPathComponent(name), withIntermediateDirectories: false)
                }
                scene.terminal.send("S\u{15}~/ho\t")
                #expect(waitForLine("save as: ~/holiday- ", scene))
                scene.terminal.send("\u{15}~/ot\t")
                #expect(waitForLine("save as: ~/other/ ", scene))
                scene.terminal.send("new.png\r")
                #expect(scene.terminal.wait(for: "Saved"))
                #expect(FileManager.default.fileExists(atPath: scene.folder.appendingPathComponent("other/new.png").path))
            }
        }
    }
}
