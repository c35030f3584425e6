import Pixels
import Terminal
import Testing

/// Before and after, stages, and the object under a scribble.
@Suite struct ComparisonTests {
    @Test func beforeAndAfterBlink() throws {
        let scene = try Scene()
        scene.type("B")
        #expect(scene.screen.state.contains(" BEFORE"))
        scene.pass(0.4)
        #expect(scene.screen.state.contains(" BEFORE"))
        scene.pass(0.1)
        #expect(scene.screen.state.contains(" after"))
        scene.pass(0.5)
        #expect(scene.screen.state.contains(" BEFORE"))
    }

    /// A short stroke in the middle of a disc becomes the disc.
    @Test func strokeSnapsToItsObject() throws {
        let radius = 9
        let scene = try Scene {
            $0.picture = .pattern(width: 80, height: 44) { x, y in
                let shade = UInt8((x * 7 + y * 5) % 16), isIn = (x - 40) * (x - 40) + (y - 22) * (y - 22) <= radius * radius
                return isIn ? [200, 60 + shade, 50] : [50 + shade, 90, 110 + shade]
            }
        }
        scene.type(" 4l a")
        #expect(scene.wait(for: "snapped to the object"))
        // Pixels at the border may go either way.
        #expect(abs(Double(scene.marked) - .pi * Double(radius * radius)) < 2 * .pi * Double(radius))
        scene.type("u")
        #expect(scene.marked < 100)
    }

    @Test func stagesAreComparedAndOneIsKept() throws {
        let scene = try Scene()
        scene.type("  ")
        #expect(scene.remove())
        scene.type("#")
        #expect(["1 coarse", "2 first"].allSatisfy(scene.screen.line(0).contains))
        scene.click(60, 3)
        #expect(scene.screen.state.contains(" first ") && !scene.screen.line(0).contains("1 coarse"))
        scene.type("4sq")
        #expect(scene.screen.lastLine.contains("the save goes on; quits when it is done") || scene.session.ending != nil)
        scene.wait { scene.session.ending != nil }
        #expect(scene.session.ending?.status == 0)
    }

    /// Whether it is asked for before or after the network has failed to come.
    @Test func missingNetworkIsSaid() throws {
        let scene = try Scene { $0.hasNetwork = false }
        scene.type("  \r")
        #expect(scene.wait { scene.session.editor?.running == nil })
        #expect(scene.screen.lastLine.contains("there is no network") && !scene.screen.state.contains("loading") && scene.marked > 0)
    }

    /// A click into the small picture of the whole photo goes there.
    @Test func smallPictureIsNotPaintedOn() throws {
        let scene = try Scene { $0.picture = .pattern(width: 400, height: 300) }
        scene.type("++++++++")
        #expect(!scene.screen.state.contains("zoom 100%"))
        scene.click(79, 0)
        let corner = try #require(scene.session.editor?.viewport.place(column: 79, row: 0))
        #expect(scene.marked == 0 && corner.x > 390 && corner.y < 10)
        scene.click(40, 10)
        #expect(scene.marked > 0)
    }

    /// Enter while a removal runs: more goes when it is done.
    @Test func moreMarksWait() throws {
        let scene = try Scene()
        scene.type("  \r10l  ")
        #expect(scene.screen.lastLine.contains("Enter removes more"))
        scene.type("\r")
        #expect(scene.screen.state.contains("more waits") && scene.screen.lastLine.contains("Esc cancels"))
        #expect(scene.wait { scene.session.editor?.running == nil })
        #expect(scene.marked == 0 && scene.screen.lastLine.contains("s saves"))
        // The second removal, what was marked for it, and the first one.
        for isMarked in [true, false, true] {
            scene.type("u")
            #expect((scene.marked > 0) == isMarked)
        }
    }

    /// While the network computes, keys are answered, progress is shown, and Escape cancels.
    @Test func removalCanBeCancelled() throws {
        let scene = try Scene { $0.picture = .pattern(width: 800, height: 600) }
        scene.type("cixx\r")
        #expect(scene.screen.lastLine.contains("Esc cancels"))
        scene.type("]")
        #expect(scene.screen.state.contains("px"))
        #expect(scene.wait { scene.screen.states.contains { $0.count { $0 == "%" } == 3 } })
        scene.type("\u{1b}")
        #expect(scene.screen.lastLine.contains("cancelled") && scene.session.editor?.running == nil && scene.marked > 0)
    }
}
