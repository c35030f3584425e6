import Foundation
import Testing

/// The two lines at the bottom say what can be done next, whole and within 80 columns.
extension RealProgram {
    struct Guidance {
        private func lastLine(_ terminal: PseudoTerminal) -> String { terminal.screen.line(terminal.screen.rows - 1) }

        /// Sends `keys` and waits until the last line names all of `hints`, and how to leave.
        private func expect(_ hints: String..., after keys: String, _ scene: Scene, end: String = "q quit") {
            scene.terminal.send(keys)
            #expect(
                scene.terminal.wait { terminal in (hints + [end]).allSatisfy(lastLine(terminal).contains) },
                "\(hints) are not in '\(lastLine(scene.terminal))'")
            #expect(scene.terminal.screen.line(22).contains("? help"))
        }

        @Test func hintsFollowWhatIsGoingOn() throws {
            try Scene.with { scene in
                expect("Space paints", "[ ] brush size", "r rectangle", after: "", scene)
                expect("Space starts the rectangle", "b brush", after: "r", scene)
                expect("Space ends the rectangle", "Esc takes it back", after: " l", scene, end: "Enter removes")
                expect("Space starts the rectangle", after: "\u{1b}", scene)
                expect("Space fills", after: "f", scene)
                expect("0 whole photo", after: "++", scene)
                expect("Enter removes", "a snaps", "Space paints on", "x erases", after: "0b  ", scene)
                scene.terminal.send("\r")
                #expect(scene.terminal.wait { !self.isRunning($0) && self.lastLine($0).contains("s saves") })
                expect("Tab compares", "w wipe", "# all four", "1 2 3 4 stages", after: "", scene)
                expect("Tab back to the result", "s saves", after: "\t", scene)
                expect("Left Right move the line", "w ends the wipe", after: "w", scene)
                expect("B ends the blinking", after: "B", scene)
                expect("1 2 3 4 keep one", "# back to one picture", after: "#", scene)
                #expect(scene.terminal.screen.text.contains("4 detail (kept)"))
            }
        }

        private func isRunning(_ terminal: PseudoTerminal) -> Bool { terminal.screen.line(22).contains("%  ") || lastLine(terminal).contains("Esc cancels") }

        @Test func messagesLeaveRoomForWhatIsNext() throws {
            try Scene.with { scene in
                expect("Z does nothing; ? shows all keys", "Space paints", after: "Z", scene)
                expect("nothing is marked", "Space paints", after: "\r", scene)
                expect("one photo only", after: "P", scene)
                for key in ["c", ">", "<", "F"] {
                    expect("Z does nothing", after: "Z", scene)
                    expect("nothing is marked", after: key, scene)
                }
                expect("q quits", "Space paints", after: "\u{03}", scene)
            }
        }

        /// Where a name is too long for the line, what to do is still on it.
        @Test func longNamesHideNoAnswers() throws {
            try Scene.with { scene in
                let folder = scene.folder.appendingPathComponent(String(repeating: "long", count: 30))
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
                let file = folder.appendingPathComponent("there.png")
                try Data().write(to: file)
                scene.terminal.send("M\u{15}\(file.path)")
                #expect(scene.terminal.wait { self.lastLine($0).contains("there.png") && self.lastLine($0).contains("Enter does it") })
                scene.terminal.send("\r")
                #expect(scene.terminal.wait { self.lastLine($0).contains("exists; replace it? y yes  n no") })
                scene.terminal.send("nM\u{15}\(folder.path)/none/there.png\r")
                #expect(scene.terminal.wait { self.lastLine($0).contains("save elsewhere.") })
            }
        }

        /// A page that changes leaves the line below it standing.
        @Test func scrolledHelpKeepsItsLine() throws {
            try Scene.with { scene in
                scene.terminal.send("?")
                #expect(scene.terminal.wait(for: "j k scroll"))
                let first = scene.terminal.screen.line(1)
                scene.terminal.send("j")
                #expect(scene.terminal.wait { $0.screen.line(0) == first && self.lastLine($0).contains("j k scroll") })
            }
        }

        @Test func longNameLeavesTheWayToTheHelp() throws {
            try Program.withFolder { folder in
                let photo = folder.appendingPathComponent(String(repeating: "name", count: 30) + ".png")
                try Program.picture(width: 80, height: 44).writePNG(to: photo.path)
                let terminal = try Program.open(photo, in: folder)
                terminal.send("w")
                #expect(terminal.wait {
                    let line = $0.screen.line(22)
                    return line.contains("before | after") && line.contains("...") && line.contains("me.png") && line.contains("? help")
                })
            }
        }

        /// The line of a wipe, and the frame in the small picture, are seen without color.
        @Test(arguments: ["mono", "ascii"]) func linesAreSeenWithoutColor(color: String) throws {
            try Scene.with(options: ["--color", color]) { scene in
                scene.terminal.send("w")
                #expect(scene.terminal.wait { ($0.screen.cells[..<22].allSatisfy { $0[40].glyph == "|" }) })
                #expect(!scene.terminal.screen.cells[..<22].contains { $0[41...].contains { $0.glyph == "|" } })
                scene.terminal.send("w++++")
                #expect(scene.terminal.wait { ($0.screen.cells[..<8].contains { $0[60...].contains { $0.glyph == "|" } }) })
            }
        }

        /// After a removal the digits 1 to 4 choose stages, yet `10l` moves by ten cells and chooses nothing.
        @Test func numbersCountWhileStagesCanBeChosen() throws {
            try Scene.with { scene in
                scene.terminal.send("  \r")
                #expect(scene.terminal.wait { !self.isRunning($0) && self.lastLine($0).contains("s saves") })
                scene.terminal.send("1")
                #expect(scene.waitForState(" coarse "))
                scene.terminal.send("0l")
                #expect(scene.waitForState("50,22"))
                #expect(scene.state.contains(" detail "))
                scene.terminal.send("2")
                #expect(scene.waitForState(" first "))
                scene.terminal.send("3h")
                #expect(scene.waitForState("49,22"))
                #expect(scene.state.contains(" final "))
            }
        }
    }
}
