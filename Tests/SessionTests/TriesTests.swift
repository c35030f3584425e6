import Editing
import Masks
import Pixels
import Terminal
import Testing

/// Another try at a hole, on the screen.
@Suite struct TriesTests {
    private static let modes: [ColorMode] = [.truecolor, .palette256, .palette16, .mono, .ascii]

    /// By keys alone and by mouse alone: two tries, both seen, the first kept, and undo.
    @Test(arguments: modes, [false, true]) func oneOfSeveralIsKept(mode: ColorMode, byMouse: Bool) throws {
        let scene = try Scene { $0.mode = mode }
        scene.type(byMouse ? "" : "]]  ")
        if byMouse { scene.click(40, 11) }
        #expect(byMouse ? scene.click("Enter removes", row: 23) : true)
        if !byMouse { scene.type("\r") }
        #expect(scene.wait { scene.session.editor?.running == nil && scene.screen.lastLine.contains("A another try") })
        let first = try #require(scene.session.editor?.current)
        #expect(byMouse ? scene.click("A another try", row: 23) : true)
        if !byMouse { scene.type("A") }
        #expect(scene.wait { scene.session.editor?.running == nil && scene.screen.state.contains("try 2 of 2") })
        #expect(scene.screen.bottom.contains("try 2; undo brings"))
        #expect(scene.session.editor?.current != first)
        if byMouse { try scene.clickHelp("all tries side by side") } else { scene.type("T") }
        #expect(scene.screen.line(0).contains("try 1") && scene.screen.line(0).contains("try 2 (kept)"))
        if byMouse { scene.click(4, 8) } else { scene.type("1") }
        #expect(scene.screen.state.contains("try 1 of 2") && scene.session.editor?.current == first)
        scene.type("u")
        #expect(scene.screen.bottom.contains("undone: try 1") && scene.screen.state.contains("try 2 of 2"))
        scene.type("uu")
        #expect(scene.marked > 0 && scene.session.editor?.current == scene.session.editor?.original)
    }

    /// While another try is made, keys are answered, and Escape gives it up.
    @Test func itCanBeCancelled() throws {
        let scene = try Scene()
        scene.type("  ")
        #expect(scene.remove())
        let first = scene.session.editor?.current
        scene.type("A")
        #expect(scene.screen.lastLine.contains("Esc cancels"))
        scene.type("\u{1b}")
        #expect(scene.screen.lastLine.contains("cancelled") && scene.session.editor?.current == first)
        scene.type("T")
        #expect(scene.screen.bottom.contains("one fill only so far"))
    }
}
