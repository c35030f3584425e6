import Foundation
import Glibc
import Testing

/// Unsaved work survives the program, and two programs know of each other.
extension RealProgram {
    struct Recovery {
        @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGKILL]) func workIsOfferedAgain(signal: Int32) throws {
            try Scene.with { scene in
                scene.terminal.send("  ")
                #expect(scene.terminal.wait(for: "Enter removes"))
                let marked = try Scene.count(scene.savedMask())
                scene.terminal.send(Scene.mouse(0, 10, 5) + Scene.mouse(0, 10, 5, release: true))
                #expect(scene.terminal.wait(for: "Enter removes"))
                // Farther to the right, then nearer: the photo has 80 x 44 pixels, and is shown pixel for half block at first.
                scene.terminal.send("9l+")
                let place = try #require(place(in: scene) { !$0.contains("100%") })
                if signal == SIGKILL {
                    // Nothing can be done at this end; work was written when the keys fell quiet.
                    #expect(scene.terminal.wait { _ in scene.recoveryFiles.count == 1 })
                }
                kill(scene.terminal.process, signal)
                #expect(scene.terminal.waitForEnd(3) == 128 + signal)
                #expect(scene.recoveryFiles.count == 1)

                let next = try scene.again()
                #expect(next.terminal.wait(for: "left behind"))
                next.terminal.send("y")
                #expect(next.terminal.wait(for: "taken up"))
                // What happened in the last second before a kill may be lost.
                if signal != SIGKILL { #expect(next.waitForState(place)) }
                let taken = try Scene.count(next.savedMask())
                #expect(taken > marked)
                next.terminal.send("q")
                #expect(next.terminal.waitForEnd() == 0)
                #expect(scene.recoveryFiles.isEmpty)
            }
        }

        /// How near the photo is shown, and where the cursor is, once it says what `isExpected` takes.
        private func place(in scene: Scene, where isExpected: @escaping (String) -> Bool) -> String? {
            var place: String?
            scene.terminal.wait { _ in
                place = scene.state.firstMatch(of: #/zoom [0-9.]+% · [0-9]+,[0-9]+/#).map { String($0.output) }
                return place.map(isExpected) ?? false
            }
            return place
        }

        /// A scene whose program was ended with unsaved marks.
        private func interrupted(_ body: (Scene) throws -> Void) throws {
            try Scene.with { scene in
                scene.terminal.send("  ")
                #expect(scene.terminal.wait(for: "Enter removes"))
                kill(scene.terminal.process, SIGTERM)
                #expect(scene.terminal.waitForEnd(3) == 128 + SIGTERM)
                try body(scene)
            }
        }

        @Test func refusedOfferIsForgotten() throws {
            try interrupted { scene in
                let next = try scene.again()
                #expect(next.terminal.wait(for: "left behind"))
                next.terminal.send("n")
                #expect(next.terminal.wait { _ in scene.recoveryFiles.isEmpty })
            }
        }

        @Test(arguments: [false, true]) func damagedRecoveryIsDropped(isHuge: Bool) throws {
            try interrupted { scene in
                let file = try #require(scene.recoveryFiles.first)
                let whole = try Data(contentsOf: file)
                if isHuge {
                    // Longer than any work on this photo, by a hole that takes no room on the disk.
                    try #require(truncate(file.path, 8 << 30) == 0)
                } else {
                    // The mask's first run claims more pixels than there are.
                    try (whole.prefix(32) + Data([0xff, 0xff, 0xff, 0x7f, 0xff])).write(to: file)
                }
                let next = try scene.again()
                #expect(next.terminal.wait(for: "left behind"))
                next.terminal.send("y")
                #expect(next.terminal.wait(for: "dropped"))
                #expect(scene.recoveryFiles.isEmpty)
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

        @Test func secondProgramIsWarned() throws {
            try Scene.with { scene in
                let second = try scene.again()
                #expect(second.terminal.wait(for: "is open in another madf-tui"))
                for terminal in [scene.terminal, second.terminal] {
                    terminal.send("q")
                    #expect(terminal.waitForEnd() == 0)
                }
                #expect(Program.stateFiles(in: scene.folder).isEmpty)
            }
        }
    }
}
