import Foundation
import Glibc
import Testing

/// However the program ends, the terminal is whole afterwards.
extension RealProgram {
    struct Endings {
        @Test("15: quitting restores everything", arguments: terminalTypes) func quittingRestoresEverything(type: String) throws {
            try Scene.with(type: type) { scene in
                // The console of Linux and the VT100 have no second screen to go to.
                #expect(scene.terminal.screen.modes.contains(1049) == !["linux", "vt100"].contains(type))
                scene.terminal.send("q")
                #expect(scene.terminal.waitForEnd() == 0)
                expectWhole(scene.terminal)
            }
        }

        /// Before Swift's own report, whose prompt would wait for 30 seconds on a raw screen.
        @Test("17: a crash restores everything within 2 s", arguments: terminalTypes, [SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP, SIGSYS])
        func crashed(type: String, signal: Int32) throws {
            try expectQuick(2) { try end(type: type, with: 128 + signal) { kill($0.process, signal) } }
        }

        /// A trap of Swift itself, as soon as the first frame is there.
        @Test("17: a trap of Swift restores everything", arguments: terminalTypes) func trapped(type: String) throws {
            try Scene.with(type: type, options: ["--selftest-crash"]) { scene in
                #expect(scene.terminal.waitForEnd() == 128 + SIGILL)
                expectWhole(scene.terminal)
                #expect(!scene.terminal.text.contains("to interact"))
            }
        }

        /// Processor time tells a program that spins from one that waits for its turn.
        @Test("20: a terminal that is gone ends it within 1 s", arguments: terminalTypes) func terminalThatIsGoneEndsIt(type: String) throws {
            try expectQuick(1) {
                var taken: Double?
                try Scene.with(type: type) { scene in
                    let before = scene.terminal.processorSeconds
                    scene.terminal.hangUp()
                    taken = scene.terminal.seconds { $0.status != nil }
                    // The network may still be read meanwhile, on another thread.
                    #expect(scene.terminal.processorSeconds - before < 1)
                }
                return taken
            }
        }

        @Test("28: unsaved marks are asked for", arguments: terminalTypes) func unsavedMarksAreAskedFor(type: String) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.send("  q")
                #expect(scene.terminal.wait(for: "marks are not saved; quit all the same?"))
                scene.terminal.send("n")
                #expect(scene.terminal.wait { !$0.screen.text.contains("quit all the same?") })
                scene.terminal.send("q")
                #expect(scene.terminal.wait(for: "marks are not saved; quit all the same?"))
                scene.terminal.send("y")
                #expect(scene.terminal.waitForEnd() == 0)
            }
        }

        /// Types that are seldom installed where one logs in: without an entry of their own they are xterm-256color.
        @Test("8: newer terminals work without an entry", arguments: ["xterm-kitty", "xterm-ghostty", "alacritty", "foot"])
        func newerTypesNeedNoEntry(type: String) throws {
            try Scene.with(type: type) { scene in
                #expect(scene.terminal.screen.text.contains("zoom") && scene.terminal.screen.title == "photo.png - madf-tui")
                scene.terminal.send("q")
                #expect(scene.terminal.waitForEnd() == 0)
                expectWhole(scene.terminal)
            }
        }

        @Test("8: an unknown terminal is named", arguments: ["xterm-nonesuch", ""]) func unknownTerminalIsNamed(type: String) throws {
            try expectRefusal(type: type, saying: type.isEmpty ? "TERM is not set" : "'\(type)' is not known here")
        }

        /// A terminal that only writes line after line.
        @Test("2: a terminal that cannot place the cursor is named") func dumbTerminalIsNamed() throws {
            try expectRefusal(type: "dumb", saying: "'dumb' cannot place the cursor")
        }

        private func expectRefusal(type: String, saying text: String) throws {
            try EditorProgram.withFolder { folder in
                let terminal = try PseudoTerminal(
                    [EditorProgram.path, "/nothing.png"], environment: EditorProgram.environment(folder, type: type), columns: 200)
                #expect(terminal.waitForEnd() == 1)
                #expect(terminal.screen.text.contains(text))
                #expect(!terminal.output.contains(0x1b))
            }
        }

        /// Seconds that the program on a terminal takes to end by `action`, which leaves the terminal whole.
        private func end(type: String, with status: Int32, by action: (PseudoTerminal) -> Void) throws -> Double? {
            var taken: Double?
            try Scene.with(type: type) { scene in
                action(scene.terminal)
                taken = scene.terminal.seconds { $0.status != nil }
                #expect(scene.terminal.waitForEnd() == status)
                expectWhole(scene.terminal)
            }
            return taken
        }

        /// Modes off, cursor on, main screen, and the settings of the line as they were.
        func expectWhole(_ terminal: PseudoTerminal) {
            #expect(terminal.screen.modes.isDisjoint(with: [1049, 47, 1000, 1002, 1003, 1004, 1006, 2004, 2026, 1]))
            #expect(terminal.screen.modes.contains(25) && terminal.screen.title == "shell")
            #expect(PseudoTerminal.describe(terminal.modes) == PseudoTerminal.describe(terminal.firstModes))
        }
    }
}
