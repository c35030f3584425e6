import Foundation
import Glibc
import Pixels
import Support
import Testing

/// The screen: sizes, bytes, and what must never reach it.
extension RealProgram {
    struct Screen {
        /// Marked and seen nearer, so that there is something to keep; never larger than the picture, whose border would
        /// move the view.
        @Test("13: any size down to one cell and back keeps marks and view", arguments: terminalTypes)
        func resizingKeepsEverything(type: String) throws {
            try Scene.with(type: type, picture: .pattern(width: 400, height: 240)) { scene in
                let terminal = scene.terminal
                func sizes() {
                    for turn in 0..<50 {
                        let size = turn == 49 ? (80, 24) : [(200, 60), (1, 1), (7, 3), (80, 24)][turn % 4]
                        terminal.resize(columns: size.0, rows: size.1)
                        if turn % 4 == 2 { #expect(terminal.wait { $0.screen.text.hasPrefix("too sma") }) }
                        // Else the last size could look as already drawn, by its turn before, and keys come at another size.
                        if turn == 48 { #expect(terminal.wait { $0.screen.line(58).contains("zoom") }) }
                    }
                }
                let fresh = terminal.screen.look
                sizes()
                #expect(terminal.wait { $0.screen.look == fresh }, "\(terminal.screen.text)")
                terminal.send("+++++ 3l ")
                #expect(terminal.wait { ["brush", "zoom 100%", "203,120"].allSatisfy($0.screen.line(22).contains) })
                let marked = terminal.screen.look
                #expect(marked.dropLast(160) != fresh.dropLast(160))
                sizes()
                #expect(terminal.wait { $0.screen.look == marked }, "\(terminal.screen.text)")
            }
        }

        /// In 24 bits where the terminal has colors at all.
        private func open(_ type: String, _ body: (Scene) throws -> Void) throws {
            try Scene.with(
                type: type, columns: 120, rows: 40, picture: .pattern(width: 120, height: 76), ["COLORTERM": "truecolor"], body)
        }

        @Test("23: moving the cursor costs few bytes", arguments: terminalTypes) func cursorMovesCostFewBytes(type: String) throws {
            try open(type) { scene in
                let moves = [("l", "61,38"), ("j", "61,39"), ("h", "60,39"), ("k", "60,38"), ("\u{1b}[C", "61,38"), ("\u{1b}[A", "61,37")]
                for (key, place) in moves {
                    let before = scene.terminal.output.count, cells = scene.terminal.screen.cells
                    scene.terminal.send(key)
                    #expect(scene.waitForState(place))
                    // The outline of the brush goes along; its cells lie apart.
                    let changed = (0..<38).reduce(0) { sum, row in
                        sum + (0..<120).filter { cells[row][$0] != scene.terminal.screen.cells[row][$0] }.count
                    }
                    #expect(scene.terminal.output.count - before <= 50 * changed + 120, "\(key.debugDescription)")
                }
            }
        }

        @Test("23: a step of the brush sends only the cells that change", arguments: terminalTypes)
        func brushStepsSendOnlyWhatChanges(type: String) throws {
            try open(type) { scene in
                let terminal = scene.terminal
                terminal.send(" ")
                #expect(scene.waitForState("PAINTING"))
                for step in 1...10 {
                    let before = terminal.screen.cells, count = terminal.output.count
                    terminal.send("l")
                    #expect(scene.waitForState("\(60 + step),38"))
                    let after = terminal.screen.cells
                    let changed = (0..<38).reduce(0) { sum, row in sum + (0..<120).filter { before[row][$0] != after[row][$0] }.count }
                    #expect(changed > 0)
                    // The status and the cursor's way come on top, as with any move.
                    #expect(terminal.output.count - count <= 40 * changed + 120, "\(changed) cells")
                }
            }
        }

        /// All types at once: what is waited for here is time itself.
        @Test("23: at rest nothing is sent") func restCostsNothing() throws {
            try Scene.withEach(terminalTypes, columns: 120, rows: 40, picture: .pattern(width: 120, height: 76), ["COLORTERM": "truecolor"]) {
                scenes in
                for scene in scenes {
                    scene.terminal.send("  ")
                    #expect(scene.terminal.wait(for: "a snaps"))
                }
                // Written when the keys fell quiet, on which nothing is sent either.
                #expect(scenes.allSatisfy { scene in scene.terminal.wait { _ in scene.recoveryFiles.count == 1 } })
                let before = scenes.map(\.terminal.output.count)
                scenes.forEach { $0.terminal.settle(milliseconds: 200) }
                #expect(scenes.map(\.terminal.output.count) == before, "\(terminalTypes)")
            }
        }

        /// Nothing is written between the end of one frame and the start of the next.
        @Test("24: frames are synchronized", arguments: terminalTypes) func framesAreSynchronized(type: String) throws {
            try Scene.with(type: type) { scene in
                for (keys, text) in [(" 5l 3j", "45,25"), ("+++0?", "Marking"), ("jq", "Enter removes"), ("w", "before |")] {
                    scene.terminal.send(keys)
                    #expect(scene.terminal.wait(for: text))
                }
                let start = "\u{1b}[?2026h", end = "\u{1b}[?2026l"
                let frames = scene.terminal.text.components(separatedBy: start).dropFirst()
                #expect(frames.count >= 5)
                #expect(frames.allSatisfy { $0.components(separatedBy: end).count == 2 && $0.hasSuffix(end) })
            }
        }

        /// Escapes, line feeds, wide, combining and turning characters of a name stay a name.
        @Test("25: file names cannot break the screen", arguments: terminalTypes) func fileNamesCannotBreakTheScreen(type: String) throws {
            let names = ["a\u{1b}[2J\u{1b}]0;x\u{07}.png", "line\nfeed\r.png", "漢字とe\u{301}.png", "\u{202e}gnp.png"]
            try EditorProgram.withFolder { folder in
                let photos = names.map { folder.appendingPathComponent($0) }
                for photo in photos { try Raster.pattern(width: 80, height: 44).writePNG(to: photo.path) }
                let terminal = try EditorProgram.open(photos.last!, in: folder, type: type, options: photos.dropLast().map(\.path))
                for number in 1...photos.count {
                    #expect(terminal.wait(for: "(\(number) of \(photos.count))"))
                    #expect(terminal.wait { $0.screen.line(22).contains("zoom") })
                    let picture = terminal.screen.cells.prefix(22)
                    terminal.send("S")
                    #expect(terminal.wait(for: "save as"))
                    terminal.send("\u{1b}")
                    #expect(terminal.wait { !$0.screen.text.contains("save as") })
                    #expect(terminal.screen.line(22).contains("zoom"))
                    #expect(terminal.screen.cells.prefix(22) == picture)
                    #expect(picture.joined().allSatisfy { " ▀▄█o".contains($0.glyph) })
                    terminal.send("n")
                }
                #expect(!terminal.text.contains("\u{1b}]0;") && !terminal.text.contains("\u{202e}"))
                terminal.send("q")
                #expect(terminal.waitForEnd() == 0)
            }
        }

        /// The loader tells on standard error of every function that is called for the first time, in the middle of the
        /// session too; and bytes that belong to nothing make the library warn.
        @Test("22: noise of libraries goes to a log", arguments: terminalTypes) func noiseOfLibrariesStaysAway(type: String) throws {
            try EditorProgram.withFolder { folder in
                let photo = folder.appendingPathComponent("photo.jpg")
                var bytes = try Data(contentsOf: EditorProgram.photos.appendingPathComponent("dogs.jpg"))
                // After the start of the image and its first segment, whose length is in bytes 4 and 5.
                bytes.insert(contentsOf: [1, 2, 3, 4], at: 4 + Int(bytes[4]) * 256 + Int(bytes[5]))
                try bytes.write(to: photo)
                let terminal = try EditorProgram.open(photo, in: folder, type: type, ["LD_DEBUG": "bindings"])
                #expect(terminal.screen.line(23).contains("extraneous bytes"))
                terminal.send("?")
                #expect(terminal.wait(for: "Marking"))
                terminal.send("?")
                #expect(terminal.wait(for: "zoom"))
                #expect(terminal.screen.cells.prefix(22).joined().allSatisfy { " ▀▄█o".contains($0.glyph) })
                let log = try String(contentsOf: folder.appendingPathComponent("state/madf-tui/log"), encoding: .utf8)
                #expect(log.contains("binding file"))
                let shown = terminal.text.range(of: "\u{1b}[?2026h")!.lowerBound
                #expect(!terminal.text[shown...].contains("binding file"))
            }
        }

        @Test("22: a photo that cannot be read is one line", arguments: terminalTypes) func unreadablePhotoIsALine(type: String) throws {
            try EditorProgram.withFolder { folder in
                let photo = folder.appendingPathComponent("broken.png")
                try Raster.pattern(width: 80, height: 44).writePNG(to: photo.path)
                var bytes = try Data(contentsOf: photo)
                bytes.replaceSubrange(60..<64, with: [1, 2, 3, 4])
                try bytes.write(to: photo)
                let terminal = try PseudoTerminal(
                    [EditorProgram.path, photo.path], environment: EditorProgram.environment(folder, type: type), columns: 300)
                #expect(terminal.waitForEnd() == 1)
                let lines = terminal.screen.text.split(separator: "\n").filter { $0.contains { $0 != " " } }
                #expect(lines.filter { $0.hasPrefix("madf-tui: ") }.count == 1 && lines.allSatisfy { !$0.contains("libpng") })
            }
        }

        @Test("21: without a terminal it says so and exits with 2", arguments: terminalTypes, ["</dev/null", "| cat"])
        func withoutATerminalItSaysSo(type: String, redirection: String) throws {
            try EditorProgram.withFolder { folder in
                let terminal = try PseudoTerminal(
                    ["/bin/bash", "-c", "'\(EditorProgram.path)' photo.png \(redirection); echo status ${PIPESTATUS[0]}"],
                    environment: EditorProgram.environment(folder, type: type))
                #expect(terminal.waitForEnd() == 0)
                #expect(terminal.screen.text.contains("status 2"))
                #expect(terminal.screen.text.contains("needs a terminal"))
            }
        }

        @Test("19: Ctrl-Z gives the terminal back, fg takes it again", arguments: terminalTypes) func suspendsAndReturns(type: String) throws {
            try EditorProgram.withFolder { folder in
                let photo = folder.appendingPathComponent("photo.png")
                try Raster.pattern(width: 80, height: 44).writePNG(to: photo.path)
                let shell = try PseudoTerminal(
                    ["/bin/bash", "--norc", "-i"], environment: EditorProgram.environment(folder, type: type, ["PS1": "PROMPT "]))
                #expect(shell.wait(for: "PROMPT"))
                shell.send("'\(EditorProgram.path)' '\(photo.path)'\n")
                #expect(shell.wait(for: "zoom"))
                let before = shell.screen.cells
                shell.send("\u{1a}")
                #expect(
                    shell.wait { $0.screen.modes.isDisjoint(with: [1002, 1006]) && $0.screen.text.contains("Stopped") },
                    "\(shell.screen.modes) \(shell.screen.text)")
                #expect(shell.modes.c_lflag & tcflag_t(ISIG) != 0)
                shell.send("fg\n")
                #expect(shell.wait { $0.screen.modes.isSuperset(of: [1002, 1006, 2004]) && $0.screen.cells.dropLast() == before.dropLast() })
                shell.send("q")
                // What is typed before the shell reads again may be taken for the program's.
                #expect(
                    shell.wait {
                        let last = $0.screen.text.split(separator: "\n").last { $0.contains { $0 != " " } }
                        return $0.screen.modes.isDisjoint(with: [1002, 1006]) && last?.trimmingCharacters(in: .whitespaces) == "PROMPT"
                    })
                shell.send("exit\n")
                #expect(shell.waitForEnd() != nil)
            }
        }
    }
}
