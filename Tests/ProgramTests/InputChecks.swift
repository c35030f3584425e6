import Foundation
import Masks
import Pixels
import Support
import Testing

/// Keys and mouse, as terminals really send them.
extension RealProgram {
    struct Input {
        /// A press, 200 moves in one write and a release.
        @Test("6: a burst of mouse reports is one unbroken stroke", arguments: terminalTypes)
        func burstOfMouseReportsIsOneStroke(type: String) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.send("[[[[[[[[")
                #expect(scene.waitForState("brush 1 px"))
                var ideal = Mask(width: 80, height: 44), last: Point?
                var burst = Scene.mouse(0, 5, 5)
                for step in 0...200 {
                    let column = 5 + step % 67, row = 3 + step % 17
                    if step > 0 { burst += Scene.mouse(32, column, row) } else { burst = Scene.mouse(0, column, row) }
                    // Half blocks are pixels here, and a cell's middle lies between its two.
                    let place = Point(x: Double(column) + 0.5, y: Double(2 * row) + 1)
                    ideal.drawStroke(from: last ?? place, to: place, diameter: 1, value: 255)
                    last = place
                }
                // Single pixels that it encloses belong to it, as what a brush misses does.
                for island in ideal.islands() { ideal.formUnion(island) }
                scene.terminal.send(burst + Scene.mouse(0, 71, 19, release: true))
                let mask = try scene.savedMask()
                #expect(mask.bytes == ideal.bytes)
            }
        }

        /// A release outside of the window is never told; moving with no button held ends the stroke.
        @Test("7: moving with no button held ends a stroke", arguments: terminalTypes)
        func lostReleaseEndsTheStroke(type: String) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.send(Scene.mouse(0, 10, 10) + Scene.mouse(32, 12, 10))
                scene.terminal.send(Scene.mouse(35, 40, 10))
                let before = try scene.markedCount()
                scene.terminal.send(Scene.mouse(35, 60, 10))
                let counted = try scene.markedCount()
                #expect(counted == before)
                #expect(before > 0)
            }
        }

        @Test("9: columns beyond 223 are reached", arguments: terminalTypes) func columnsBeyond223AreReached(type: String) throws {
            try Scene.with(type: type, columns: 300, rows: 24, picture: .pattern(width: 300, height: 44)) { scene in
                scene.terminal.send("[[[[[[[[[")
                scene.terminal.send(Scene.mouse(0, 250, 10) + Scene.mouse(0, 250, 10, release: true))
                let counted = try scene.savedMask()[250, 20, 0]
                #expect(counted == 255)
            }
        }

        @Test("10: the right button erases, the wheel zooms, Shift is left to the terminal", arguments: terminalTypes)
        func rightButtonErasesAndWheelZooms(type: String) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.send(Scene.mouse(0, 40, 10) + Scene.mouse(0, 40, 10, release: true))
                let painted = try scene.markedCount()
                scene.terminal.send(Scene.mouse(2, 40, 10) + Scene.mouse(34, 41, 10) + Scene.mouse(2, 41, 10, release: true))
                let counted = try scene.markedCount()
                #expect(counted < painted)
                scene.terminal.send(Scene.mouse(64, 40, 10))
                #expect(scene.waitForState("zoom 141%"))
                scene.terminal.send(Scene.mouse(65, 40, 10))
                #expect(scene.waitForState("zoom 100%"))
                // XTSHIFTESCAPE would take Shift away from the terminal, which selects text with it.
                #expect(scene.terminal.text.matches(of: /\u{1b}\[>[0-9]*s/).isEmpty)
            }
        }

        @Test("10: the mouse can be left to the terminal", arguments: terminalTypes) func mouseCanBeLeftToTheTerminal(type: String) throws {
            try Scene.with(type: type) { scene in
                #expect(scene.terminal.screen.modes.isSuperset(of: [1002, 1006]))
                scene.terminal.send("y")
                #expect(scene.terminal.wait { $0.screen.modes.isDisjoint(with: [1002, 1006]) })
                scene.terminal.send("y")
                #expect(scene.terminal.wait { $0.screen.modes.isSuperset(of: [1002, 1006]) })
            }
            try Scene.with(type: type, options: ["--no-mouse"]) { scene in
                #expect(["?1000h", "?1002h", "?1003h", "?1006h"].allSatisfy { !scene.terminal.text.contains($0) })
            }
        }

        /// What goes, what is kept out and edges, in a row.
        @Test("30: marks of each kind are painted and told apart", arguments: terminalTypes, [false, true])
        func marksOfEachKindAreToldApart(type: String, byMouse: Bool) throws {
            try Scene.with(type: type, columns: 160, picture: .pattern(width: 160, height: 44)) { scene in
                let terminal = scene.terminal, plain = terminal.screen.cells[11]
                func paint(_ column: Int) {
                    if byMouse {
                        terminal.send(Scene.mouse(0, column, 11) + Scene.mouse(32, column + 8, 11) + Scene.mouse(0, column + 8, 11, release: true))
                    } else {
                        terminal.send("999h\(column)l 8l ")
                    }
                }
                func go(_ hint: String, to state: String) {
                    #expect(terminal.wait { $0.screen.line(23).contains(hint) }, "\(terminal.screen.line(23))")
                    let line = terminal.screen.line(23)
                    if byMouse, let place = line.range(of: hint) {
                        let column = line.distance(from: line.startIndex, to: place.lowerBound)
                        terminal.send(Scene.mouse(0, column, 23) + Scene.mouse(0, column, 23, release: true))
                    } else {
                        terminal.send(String(hint.prefix(1)))
                    }
                    #expect(terminal.wait { $0.screen.line(22).hasPrefix(state) })
                }
                paint(20)
                go("d keep out", to: " keep out: brush")
                paint(60)
                go("d back", to: " brush")
                go("E edges", to: " edges: brush")
                paint(100)
                go("E back", to: " brush")
                // Of eight colors a mark may leave a cell as it was.
                let seen = terminal.screen.cells[11], places = [20, 60, 100]
                for place in places { #expect((place..<place + 8).count { seen[$0] != plain[$0] } >= 4) }
                if Colors.own(type) == .none { #expect(places.dropFirst().map { seen[$0 + 4].glyph } == ["/", "="]) }
            }
        }

        @Test("11: Escape acts soon, an arrow may come in pieces", arguments: terminalTypes)
        func escapeIsSoonAndArrowsMayBeSplit(type: String) throws {
            try Scene.with(type: type) { scene in
                let terminal = scene.terminal
                // As ncurses would have it, Escape waits for a second.
                expectQuick(1) {
                    terminal.send("w")
                    #expect(scene.waitForState("before"))
                    terminal.send("\u{1b}")
                    return terminal.seconds { !$0.screen.line(22).contains("before") }
                }
                // Bytes that a busy machine let come farther apart than Escape's 25 ms, on either side, are two keys, and no arrow.
                var isArrow = false
                for _ in 0..<20 where !isArrow {
                    if !scene.state.contains("before") { terminal.send("w") }
                    #expect(scene.waitForState("before"))
                    terminal.send("\u{1b}")
                    usleep(10_000)
                    terminal.send("[A")
                    terminal.wait { !$0.screen.line(22).contains("before") || $0.screen.line(22).contains("40,21") }
                    isArrow = scene.state.contains("before") && scene.state.contains("40,21")
                }
                #expect(isArrow)
            }
        }

        @Test("12: pastes and replies are swallowed", arguments: terminalTypes)
        func pastesAndRepliesAreSwallowed(type: String) throws {
            try Scene.with(type: type) { scene in
                scene.terminal.send("\u{1b}[200~qqq i\r\u{1b}[201~")
                scene.terminal.send("\u{1b}[?61;6c")
                scene.terminal.send("\u{1b}]11;rgb:0000/0000/0000\u{1b}\\\u{1b}]11;qiq\u{07}")
                scene.terminal.send("\u{1b}P>|iqi\u{1b}\\\u{1b}[1;9q\u{1b}[?2026;2$y")
                let counted = try scene.markedCount()
                #expect(counted == 0)
                #expect(scene.terminal.status == nil)
            }
        }
    }
}
