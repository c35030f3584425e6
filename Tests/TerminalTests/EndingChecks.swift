import Foundation
import Glibc
import Testing

/// However the program ends, the terminal is whole afterwards.
extension RealProgram {
    struct Endings {
        @Test(arguments: Input.types) func quittingRestoresEverything(type: String) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.send("q")
                #expect(scene.terminal.waitForEnd() == 0)
                expectWhole(scene.terminal)
            }
        }

        @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT]) func askedToEnd(signal: Int32) throws {
            try Scene.with { scene in
                kill(scene.terminal.process, signal)
                #expect(scene.terminal.waitForEnd(2) == 128 + signal)
                expectWhole(scene.terminal)
            }
        }

        /// Before Swift's own report, whose prompt would wait for 30 seconds on a raw screen.
        @Test(arguments: [SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP]) func crashed(signal: Int32) throws {
            try Scene.with { scene in
                kill(scene.terminal.process, signal)
                #expect(scene.terminal.waitForEnd(2) == 128 + signal)
                expectWhole(scene.terminal)
            }
        }

        /// A trap of Swift itself.
        @Test(arguments: Input.types) func trapped(type: String) throws {
            try Scene.with(type: type, options: ["--selftest-crash"]) { scene in
                #expect(scene.terminal.waitForEnd(2) == 128 + SIGILL)
                expectWhole(scene.terminal)
                #expect(!String(decoding: scene.terminal.output, as: UTF8.self).contains("to interact"))
            }
        }

        @Test func terminalThatIsGoneEndsIt() throws {
            try Scene.with { scene in
                scene.terminal.hangUp()
                #expect(scene.terminal.waitForEnd(2) != nil)
            }
        }

        @Test func unsavedMarksAndResultsAreAskedFor() throws {
            try Scene.with { scene in
                scene.terminal.send("  q")
                #expect(scene.terminal.wait(for: "not saved; quit all the same?"))
                scene.terminal.send("nq")
                #expect(scene.terminal.wait(for: "not saved; quit all the same?"))
                scene.terminal.send("y")
                #expect(scene.terminal.waitForEnd() == 0)
            }
        }

        @Test func unknownTerminalIsNamed() throws {
            try Program.withFolder { folder in
                let terminal = try PseudoTerminal(
                    [Program.path, "/nothing.png"], environment: Program.environment(folder, type: "xterm-nonesuch"))
                let status = terminal.waitForEnd(5)
                #expect(status != nil && status != 0)
                #expect(terminal.screen.text.contains("xterm-nonesuch"))
            }
        }

        /// Modes off, cursor on, main screen, and the settings of the line as they were.
        func expectWhole(_ terminal: PseudoTerminal) {
            #expect(terminal.screen.modes.isDisjoint(with: [1049, 47, 1000, 1002, 1003, 1004, 1006, 2004, 2026, 1]))
            #expect(terminal.screen.modes.contains(25))
            #expect(PseudoTerminal.describe(terminal.modes) == PseudoTerminal.describe(terminal.firstModes))
        }
    }
}
