import Foundation
import Testing

/// Names are typed as in a shell.
extension RealProgram {
    struct Typing {
        private func lastLine(_ terminal: PseudoTerminal) -> String { terminal.screen.line(terminal.screen.rows - 1) }

        private func waitForLine(_ text: String, _ scene: Scene) -> Bool { scene.terminal.wait { self.lastLine($0).contains(text) } }

        @Test func textIsEditedAnywhere() throws {
            try Scene.with { scene in
                scene.terminal.send("S\u{15}one/two.png")
                #expect(waitForLine("save as: one/two.png ", scene))
                // Back over `.png`, a word away, one scalar after the cursor, to the beginning, and to the end.
                scene.terminal.send("\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\u{17}drei")
                #expect(waitForLine("save as: one/drei.png ", scene))
                scene.terminal.send("\u{1b}[3~\u{1b}[H/\u{1b}[F!")
                #expect(waitForLine("save as: /one/dreipng! ", scene))
                scene.terminal.send("\u{01}\u{0b}")
                #expect(scene.terminal.wait { self.lastLine($0).hasPrefix(" save as:  ") })
            }
        }

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

        @Test func pasteIsTextAndNeverAnswers() throws {
            try Scene.with { scene in
                scene.terminal.send("S\u{15}\u{1b}[200~a \u{07}name.png\nq\u{1b}[201~")
                #expect(waitForLine("save as: a name.png ", scene))
                #expect(!scene.terminal.text.contains("Saved"))
            }
        }

        /// The mouse alone ends the typing.
        @Test(arguments: [("Enter does it", "marks saved"), ("Esc goes back", "Space paints")])
        func answersCanBeClicked(answer: String, result: String) throws {
            try Scene.with { scene in
                scene.terminal.send("M")
                #expect(waitForLine(answer, scene))
                let line = lastLine(scene.terminal)
                let column = line.distance(from: line.startIndex, to: try #require(line.range(of: answer)).lowerBound)
                scene.terminal.send(Scene.mouse(0, column, 23) + Scene.mouse(0, column, 23, release: true))
                #expect(waitForLine(result, scene))
            }
        }
    }
}
