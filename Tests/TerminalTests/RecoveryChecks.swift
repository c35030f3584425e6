import Foundation
import Glibc
import Testing

/// Unsaved work survives the program, and two programs know of each other.
extension RealProgram {
    struct Recovery {
        @Test("16: asked to end, it restores everything and keeps unsaved work", arguments: terminalTypes, [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
        func askedToEnd(type: String, signal: Int32) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.send("  ")
                #expect(scene.terminal.wait(for: "Enter removes"))
                kill(scene.terminal.process, signal)
                #expect(scene.terminal.waitForEnd() == 128 + signal)
                Endings().expectWhole(scene.terminal)
                #expect(scene.recoveryFiles.count == 1)
            }
        }

        /// Nothing can be done at this end; work was written when the keys fell quiet.
        @Test("18: after a kill the next start offers unsaved work", arguments: terminalTypes) func workIsOfferedAgain(type: String) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.send("  ")
                #expect(scene.terminal.wait { _ in scene.recoveryFiles.count == 1 && scene.state.contains("brush") })
                let marked = scene.terminal.screen.cells.prefix(22)
                kill(scene.terminal.process, SIGKILL)
                #expect(scene.terminal.waitForEnd() == 128 + SIGKILL)
                let next = try scene.again(type: type)
                #expect(next.terminal.wait(for: "left behind"))
                next.terminal.send("y")
                #expect(next.terminal.wait { $0.screen.text.contains("taken up") && $0.screen.cells.prefix(22) == marked })
                let taken = try next.markedCount()
                #expect(taken > 0)
            }
        }

        @Test func placeIsFoundAgain() throws {
            try Scene.with { scene in
                // Farther to the right, then nearer: the photo has 80 x 44 pixels, and is shown pixel for half block at first.
                scene.terminal.send("  9l+")
                let place = try #require(place(in: scene) { !$0.contains("100%") })
                kill(scene.terminal.process, SIGTERM)
                #expect(scene.terminal.waitForEnd() == 128 + SIGTERM)
                let next = try scene.again()
                #expect(next.terminal.wait(for: "left behind"))
                next.terminal.send("y")
                #expect(next.waitForState(place))
                // Nothing is left once the user has been asked.
                next.terminal.send("q")
                #expect(next.terminal.wait(for: "quit all the same?"))
                next.terminal.send("y")
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
                #expect(scene.terminal.waitForEnd() == 128 + SIGTERM)
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

        @Test("29: a second program on the same photo is warned", arguments: terminalTypes) func secondProgramIsWarned(type: String) throws {
            try Scene.with(type: type) { scene in
                let second = try scene.again(type: type)
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
