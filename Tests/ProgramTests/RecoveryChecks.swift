import Foundation
import Glibc
import Testing

/// Unsaved work survives the program, and two programs know of each other.
extension RealProgram {
    struct Recovery {
        @Test("16: asked to end, it restores everything and keeps unsaved work", arguments: terminalTypes, [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
        func askedToEnd(type: String, signal: Int32) throws {
            try Scene.with(type: type) { expectWorkIsKept($0, after: signal) }
        }

        /// Nobody sends these to an editor by purpose, but all would end it with the terminal as it is.
        @Test(
            "16: so do all signals that end programs",
            arguments: [SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT, SIGXCPU, SIGXFSZ, 34, 50, 64])
        func endedByAnySignal(signal: Int32) throws {
            try Scene.with { expectWorkIsKept($0, after: signal) }
        }

        /// Marks something, and sends the signal.
        private func expectWorkIsKept(_ scene: Scene, after signal: Int32) {
            scene.terminal.send("  ")
            #expect(scene.terminal.wait(for: "Enter removes"))
            kill(scene.terminal.process, signal)
            #expect(scene.terminal.waitForEnd() == 128 + signal)
            Endings().expectWhole(scene.terminal)
            #expect(scene.recoveryFiles.count == 1)
        }

        /// Nothing can be done at this end; work was written when the keys fell quiet. All types at once: what is waited for is time.
        @Test("18: after a kill the next start offers unsaved work") func workIsOfferedAgain() throws {
            try Scene.withEach(terminalTypes) { scenes in
                for scene in scenes {
                    scene.terminal.send("  ")
                    #expect(scene.terminal.wait(for: "a snaps"))
                }
                for (scene, type) in zip(scenes, terminalTypes) {
                    #expect(scene.terminal.wait { _ in scene.recoveryFiles.count == 1 })
                    let marked = scene.terminal.screen.look.prefix(22 * 80)
                    kill(scene.terminal.process, SIGKILL)
                    #expect(scene.terminal.waitForEnd() == 128 + SIGKILL)
                    let next = try scene.again(type: type)
                    #expect(next.terminal.wait(for: "left behind"), "\(type)")
                    next.terminal.send("y")
                    #expect(next.terminal.wait { $0.screen.text.contains("taken up") && $0.screen.look.prefix(22 * 80) == marked }, "\(type)")
                    let taken = try next.markedCount()
                    #expect(taken > 0)
                }
            }
        }

        /// Not even the administrator can make a folder there.
        @Test func unwritableStateFolderIsSaid() throws {
            try Scene.with(["XDG_STATE_HOME": "/proc/nowhere"]) { scene in
                #expect(scene.terminal.wait(for: "cannot write to /proc/nowhere/madf-tui"))
                scene.terminal.send("q")
                #expect(scene.terminal.waitForEnd() == 0)
            }
        }

        @Test("29: a second program on the same photo is warned", arguments: terminalTypes) func secondProgramIsWarned(type: String) throws {
            try Scene.with(type: type) { scene in
                let second = try scene.again(type: type)
                #expect(second.terminal.wait(for: "is open in another madf-tui"))
                for terminal in [scene.terminal, second.terminal] {
                    terminal.send("q")
                    #expect(terminal.waitForEnd() == 0)
                }
                #expect(EditorProgram.stateFiles(in: scene.folder).isEmpty)
            }
        }
    }
}
