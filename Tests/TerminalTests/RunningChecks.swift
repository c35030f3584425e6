import Foundation
import Testing

/// While the network computes, the screen stays alive.
extension RealProgram {
    struct Running {
        /// An editor whose removal has begun and takes a while.
        func removing(_ body: (Scene) throws -> Void) throws {
            try Scene.with(picture: Program.picture(width: 1_600, height: 1_200)) { scene in
                // A spot is left to fill from.
                scene.terminal.send("ixx\r")
                #expect(scene.terminal.wait(for: "Esc cancels"))
                try body(scene)
            }
        }

        @Test func keysAreAnsweredAndEscapeCancels() throws {
            try removing { scene in
                let start = Date()
                scene.terminal.send("]")
                #expect(scene.waitForState("72 px"))
                // 50 ms on a free machine; the tests share theirs with the network and each other.
                #expect(Date().timeIntervalSince(start) < 0.5)
                let cancelled = Date()
                scene.terminal.send("\u{1b}")
                #expect(scene.terminal.wait(for: "cancelled"))
                #expect(Date().timeIntervalSince(cancelled) < 1)
            }
        }

        /// Only the terminal's thread hears of a new size.
        @Test func resizingIsSeen() throws {
            try removing { scene in
                let start = Date()
                scene.terminal.resize(columns: 100, rows: 30)
                #expect(scene.terminal.wait { $0.screen.line(28).contains("zoom") && $0.screen.line(28).contains("? help") })
                #expect(Date().timeIntervalSince(start) < 0.5)
                scene.terminal.send("\u{1b}")
                #expect(scene.terminal.wait(for: "cancelled"))
            }
        }
    }
}
