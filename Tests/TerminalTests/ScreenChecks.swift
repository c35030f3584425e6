import Foundation
import Glibc
import Photo
import Testing

/// The screen: sizes, bytes, and what must never reach it.
extension RealProgram {
    struct Screen {
        /// Down to one cell and back, fifty times, ends at what a fresh start shows.
        @Test(arguments: Input.types) func resizingKeepsEverything(type: String) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.settle()
                let fresh = scene.terminal.screen.cells
                for turn in 0..<50 {
                    let sizes = [(200, 60), (1, 1), (7, 3), (80, 24)]
                    let size = sizes[turn == 49 ? 3 : turn % 4]
                    scene.terminal.resize(columns: size.0, rows: size.1)
                    if turn % 4 == 2 { #expect(scene.terminal.wait { $0.screen.text.hasPrefix("too sma") }) }
                }
                #expect(scene.terminal.wait { $0.screen.cells == fresh }, "\(scene.terminal.screen.text)")
            }
        }

        @Test func cursorMovesCostFewBytesAndRestNone() throws {
            try Scene.with(columns: 120, rows: 40, picture: Program.picture(width: 120, height: 76), ["COLORTERM": "truecolor"]) { scene in
                scene.terminal.settle()
                for key in ["l", "j", "h", "k", "\u{1b}[C", "\u{1b}[A"] {
                    let before = scene.terminal.output.count
                    scene.terminal.send(key)
                    scene.terminal.settle()
                    #expect(scene.terminal.output.count - before <= 120, "\(key.debugDescription)")
                }
                scene.terminal.settle(milliseconds: 500)
                let before = scene.terminal.output.count
                // Longer than the pause after which unsaved work is written.
                scene.terminal.settle(milliseconds: 1_300)
                #expect(scene.terminal.output.count == before)
            }
        }

        /// Of a step of the brush only the cells that change are sent.
        @Test func brushStepsSendOnlyWhatChanges() throws {
            try Scene.with(columns: 120, rows: 40, picture: Program.picture(width: 120, height: 76), ["COLORTERM": "truecolor"]) { scene in
                scene.terminal.send(" ")
                scene.terminal.settle()
                for _ in 0..<10 {
                    let before = scene.terminal.screen.cells, count = scene.terminal.output.count
                    scene.terminal.send("l")
                    scene.terminal.settle(milliseconds: 80)
                    let after = scene.terminal.screen.cells
                    let changed = (0..<38).reduce(0) { sum, row in sum + (0..<120).filter { before[row][$0] != after[row][$0] }.count }
                    // The status and the cursor's way come on top, as with any move.
                    #expect(scene.terminal.output.count - count <= 40 * changed + 120, "\(changed) cells")
                }
            }
        }

        /// A whole screen of a photograph in 24 bits.
        @Test func wholeScreenHasABound() throws {
            let photos = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("Assets/photos")
            try Program.withFolder { folder in
                for name in ["mountain.jpg", "dogs.jpg"] {
                    let terminal = try PseudoTerminal(
                        [Program.path, photos.appendingPathComponent(name).path],
                        environment: Program.environment(folder, ["COLORTERM": "truecolor"]), columns: 200, rows: 60)
                    #expect(terminal.wait(for: "zoom"))
                    terminal.send("+++")
                    terminal.settle()
                    let before = terminal.output.count
                    terminal.send("\u{0c}")
                    terminal.settle()
                    #expect(terminal.output.count - before > 50_000)
                    #expect(terminal.output.count - before <= 260_000, "\(name)")
                }
            }
        }

        /// Nothing is written between the end of one frame and the start of the next.
        @Test func framesAreSynchronized() throws {
            try Scene.with { scene in
                scene.terminal.send(" 5l 3j+++0?")
                scene.terminal.settle()
                scene.terminal.send("jw")
                scene.terminal.settle()
                let text = String(decoding: scene.terminal.output, as: UTF8.self)
                let start = "\u{1b}[?2026h", end = "\u{1b}[?2026l"
                let frames = text.components(separatedBy: start).dropFirst()
                #expect(frames.count >= 3)
                #expect(frames.allSatisfy { $0.components(separatedBy: end).count == 2 && $0.hasSuffix(end) })
            }
        }

        /// Escapes, line feeds, wide and combining characters of a name stay a name.
        @Test(arguments: ["a\u{1b}[2J\u{1b}]0;x\u{07}.png", "line\nfeed\r.png", "漢字とe\u{301}.png", "\u{202e}gnp.png"])
        func fileNamesCannotBreakTheScreen(name: String) throws {
            try Program.withFolder { folder in
                let photo = folder.appendingPathComponent(name)
                try Program.picture(width: 80, height: 44).writePNG(to: photo.path)
                let terminal = try Program.open(photo, in: folder)
                terminal.send("S")
                #expect(terminal.wait(for: "save as"))
                terminal.send("\u{1b}")
                #expect(terminal.wait { !$0.screen.text.contains("save as") })
                #expect(terminal.screen.line(22).contains("zoom"))
                #expect(terminal.screen.cells[21].allSatisfy { $0.background != "default" || $0.glyph != " " })
                let text = String(decoding: terminal.output, as: UTF8.self)
                #expect(!text.contains("\u{1b}]0;") && !text.contains("\u{202e}"))
                terminal.send("q")
                #expect(terminal.waitForEnd() == 0)
            }
        }

        /// What libraries say of a photo goes to a log.
        @Test func noiseOfLibrariesStaysAway() throws {
            try Scene.with { scene in
                scene.terminal.send("q")
                #expect(scene.terminal.waitForEnd() == 0)
                let broken = scene.folder.appendingPathComponent("broken.png")
                var bytes = try Data(contentsOf: scene.folder.appendingPathComponent("photo.png"))
                bytes.replaceSubrange(60..<64, with: [1, 2, 3, 4])
                try bytes.write(to: broken)
                let terminal = try PseudoTerminal([Program.path, broken.path], environment: Program.environment(scene.folder))
                #expect(terminal.waitForEnd(5) == 1)
                let lines = terminal.screen.text.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }
                #expect(lines.count <= 2 && lines.allSatisfy { !$0.contains("libpng") })
            }
        }

        /// Without a terminal the program says so and exits with 2.
        @Test(arguments: ["</dev/null", "| cat"]) func withoutATerminalItSaysSo(redirection: String) throws {
            try Scene.with { scene in
                scene.terminal.send("q")
                #expect(scene.terminal.waitForEnd() == 0)
                let command = "'\(Program.path)' photo.png \(redirection); echo status ${PIPESTATUS[0]}"
                let terminal = try PseudoTerminal(
                    ["/bin/bash", "-c", "cd '\(scene.folder.path)'; " + command], environment: Program.environment(scene.folder))
                #expect(terminal.waitForEnd(5) == 0)
                #expect(terminal.screen.text.contains("status 2"))
                #expect(terminal.screen.text.contains("needs a terminal"))
            }
        }

        /// Ctrl-Z gives the terminal back, `fg` takes it again with all modes.
        @Test(arguments: Input.types) func suspendsAndReturns(type: String) throws {
            try Scene.with { scene in
                scene.terminal.send("q")
                #expect(scene.terminal.waitForEnd() == 0)
                let shell = try PseudoTerminal(
                    ["/bin/bash", "--norc", "-i"], environment: Program.environment(scene.folder, type: type, ["PS1": "PROMPT "]))
                #expect(shell.wait(for: "PROMPT"))
                shell.send("'\(Program.path)' '\(scene.folder.path)/photo.png'\n")
                #expect(shell.wait(for: "zoom"))
                let before = shell.screen.cells
                shell.send("\u{1a}")
                #expect(shell.wait { $0.screen.modes.isDisjoint(with: [1002, 1006]) && $0.screen.text.contains("Stopped") }, "\(shell.screen.modes) \(shell.screen.text)")
                #expect(shell.modes.c_lflag & tcflag_t(ISIG) != 0)
                shell.send("fg\n")
                #expect(shell.wait { $0.screen.modes.isSuperset(of: [1002, 1006, 2004]) && $0.screen.cells.dropLast() == before.dropLast() })
                shell.send("q")
                #expect(shell.wait { $0.screen.modes.isDisjoint(with: [1002, 1006]) })
                shell.send("exit\n")
                #expect(shell.waitForEnd(5) != nil)
            }
        }
    }
}
