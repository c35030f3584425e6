import Foundation
import Support
import Testing

/// While the network computes, the screen stays alive.
extension RealProgram {
    struct Running {
        /// Marks everything but a spot to fill from and begins to remove it, which takes a while.
        private func remove(_ scene: Scene) {
            scene.terminal.send("cixx\r")
            #expect(scene.terminal.wait(for: "Esc cancels"))
        }

        private func cancel(_ scene: Scene) -> Double? {
            scene.terminal.send("\u{1b}")
            return scene.terminal.seconds { $0.screen.text.contains("cancelled") }
        }

        /// The bounds are those of a free machine; the tests share theirs with the network and each other. Only the
        /// terminal's thread hears of a new size.
        @Test("14 and 26: keys and sizes are answered while it computes, Escape cancels", arguments: terminalTypes)
        func screenStaysAlive(type: String) throws {
            try Scene.with(type: type, picture: .pattern(width: 1_600, height: 1_200)) { scene in
                let terminal = scene.terminal
                remove(scene)
                // Key and size must be answered before the removal ends, which shows in what the last line offers.
                var diameter = 60
                expectQuick(1) {
                    let before = scene.state
                    terminal.send(diameter == 60 ? "]" : "[")
                    diameter = 132 - diameter
                    return terminal.seconds { $0.screen.line(22) != before && $0.screen.line(22).contains(" \(diameter) px") }
                }
                #expect(terminal.wait { $0.screen.history.contains { $0.contains(/(network|measuring|texture) [0-9]+%/) } })
                var columns = 80
                expectQuick(1) {
                    columns = 180 - columns
                    terminal.resize(columns: columns, rows: 30)
                    return terminal.seconds {
                        let line = $0.screen.line(28)
                        return line.contains(" px") && line.hasSuffix("? help ") && $0.screen.line(29).contains("Esc cancels")
                    }
                }
                terminal.resize(columns: 80, rows: 24)
                #expect(terminal.wait { $0.screen.line(23).contains("Esc cancels") })
                var isFirst = true
                expectQuick(1) {
                    if !isFirst { remove(scene) }
                    isFirst = false
                    return cancel(scene)
                }
            }
        }
    }
}
