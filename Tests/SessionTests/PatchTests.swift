import Editing
import Inpainting
import Pixels
import Terminal
import Testing

/// A hole filled from where its outline is moved, on the screen.
@Suite struct PatchTests {
    private static let modes: [ColorMode] = [.truecolor, .palette256, .palette16, .mono, .ascii]

    /// A photo that repeats every 20 pixels.
    private static let picture = Raster.pattern(width: 80, height: 44) { x, y in
        [UInt8(60 + (x % 20 * 7 + y * 3) % 100), UInt8(50 + (x % 20 * 5 + y * 11) % 90), UInt8(90 + y)]
    }

    /// By keys alone, with counts, and by mouse alone. The photo comes back, since it repeats.
    @Test(arguments: modes, [false, true]) func aPatchIsMovedAndTaken(mode: ColorMode, byMouse: Bool) throws {
        let scene = try Scene {
            $0.mode = mode
            $0.picture = Self.picture
        }
        if byMouse { scene.click(20, 11) } else { scene.type("20h  ") }
        #expect(scene.marked > 0)
        let plain = try #require(scene.screen.picture)
        if byMouse { try scene.clickHelp("patch: fill the marks") } else { scene.type("C") }
        #expect(scene.screen.state.contains("PATCH from") && scene.screen.lastLine.contains("Enter takes it"))
        let start = try #require(scene.session.editor?.patchMovement)
        if byMouse {
            func send(_ action: MouseEvent.Action, _ column: Int, _ row: Int) {
                scene.send(.input(.mouse(MouseEvent(action: action, column: column, row: row))))
            }
            send(.press(.left), 30, 10)
            send(.drag(.left), 30 + 40 - start.x, 10 - start.y / 2)
            send(.release(.left), 30 + 40 - start.x, 10 - start.y / 2)
        } else {
            let (x, y) = (40 - start.x, -start.y)
            if x != 0 { scene.type("\(abs(x))\(x > 0 ? "l" : "h")") }
            if y != 0 { scene.type("\(abs(y))\(y > 0 ? "j" : "k")") }
        }
        #expect(scene.session.editor?.patchMovement == Movement(x: 40, y: 0))
        let shown = try #require(scene.screen.picture)
        #expect((0..<shown.cells.count).contains { shown.cells[$0] != plain.cells[$0] })
        #expect(byMouse ? scene.click("Enter takes", row: 23) : true)
        if !byMouse { scene.type("\r") }
        #expect(scene.wait { scene.session.editor?.hasResult == true && scene.session.editor?.running == nil })
        let editor = try #require(scene.session.editor)
        #expect(editor.current == editor.original && editor.isMaskEmpty && scene.screen.lastLine.contains("s saves"))
        scene.type("u")
        #expect(scene.screen.lastLine.contains("undone: patch") && scene.marked > 0)
    }

    /// That the mouse drags it, the line says, unless there is none; and how its steps get finer, where they can.
    @Test(arguments: [80, 120]) func theLineSaysHow(columns: Int) throws {
        let scene = try Scene {
            $0.picture = Raster.pattern(width: 160, height: 88)
            $0.columns = columns
        }
        scene.type("  C")
        let hints = columns == 80 ? "drag it  Left Right Up Down move it  + finer" : "drag the source  Left Right Up Down move it  + finer steps"
        #expect(scene.screen.lastLine.contains(hints))
        // A step is a pixel now.
        scene.type("++")
        #expect(scene.screen.lastLine.contains("Up Down move it") && !scene.screen.lastLine.contains("finer"))
        scene.type("\u{1b}")
        scene.type("yC")
        #expect(!scene.screen.lastLine.contains("drag") && scene.screen.lastLine.contains("Left Right Up Down move the source"))
    }

    /// What is in the way is said as it happens, and Enter says it again.
    @Test func whatIsInTheWayIsSaid() throws {
        let scene = try Scene { $0.picture = Self.picture }
        scene.type("  C")
        // Once to be level with the hole, where it begins on the left.
        scene.type("999l999l")
        #expect(scene.screen.bottom.contains("beyond the photo") && scene.screen.bottom.contains("px left frees it"))
        #expect(!scene.screen.bottom.contains("takes it") && scene.screen.bottom.contains("drag it"))
        scene.type("\r")
        #expect(scene.screen.bottom.contains("px left frees it") && scene.session.editor?.running == nil)
        scene.type("s")
        #expect(scene.screen.bottom.contains("the patch is not taken yet"))
        scene.type("|]]")
        #expect(scene.session.editor?.patchMovement?.isMirrored == true && scene.session.editor?.patchMovement?.scale == 1.1)
        scene.type("\u{1b}")
        #expect(scene.session.editor?.patchMovement == nil && scene.marked > 0)
        scene.type("cC")
        #expect(scene.screen.bottom.contains("nothing is marked"))
    }

    /// A patch has no stages to choose from, and none are offered.
    @Test func stagesThatAreNotThereAreNotOffered() throws {
        let scene = try Scene {
            $0.picture = Self.picture
            $0.columns = 200
        }
        scene.type("  C\r")
        #expect(scene.wait { scene.session.editor?.hasResult == true && scene.session.editor?.running == nil })
        #expect(scene.screen.lastLine.contains("another try") && !scene.screen.lastLine.contains("stages"))
    }

    /// Another try after a patch is one of the engine's, at the same hole.
    @Test func anotherTryFollowsAPatch() throws {
        let scene = try Scene { $0.picture = Self.picture }
        scene.type("  C\r")
        #expect(scene.wait { scene.session.editor?.hasResult == true && scene.session.editor?.running == nil })
        scene.type("A")
        #expect(scene.wait(for: "try 2"))
    }
}
