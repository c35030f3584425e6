import Foundation
import Photo
import Terminal
import Testing

/// The two lines at the bottom say what can be done next, whole and within 80 columns.
@Suite struct GuidanceTests {
    /// Types `keys`; then the last line names all of `hints`, and how to leave.
    private func expect(
        _ hints: String..., after keys: String, _ scene: Scene, end: String = "q quit", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        if !keys.isEmpty { scene.type(keys) }
        let line = scene.screen.lastLine
        #expect((hints + [end]).allSatisfy(line.contains), "\(hints) are not in '\(line)'", sourceLocation: sourceLocation)
        #expect(scene.screen.state.contains("? help"), sourceLocation: sourceLocation)
    }

    @Test func hintsFollowWhatIsGoingOn() throws {
        let scene = try Scene()
        expect("Space paints", "[ ] brush size", "+ - zoom", "g select", "r rectangle", after: "l", scene)
        expect("Space starts the rectangle", "b brush", after: "r", scene)
        expect("Space ends the rectangle", "Esc takes it back", after: " l", scene, end: "Enter removes")
        expect("Space starts the rectangle", after: "\u{1b}", scene)
        expect("Space fills", after: "f", scene)
        expect("0 whole photo", after: "++", scene)
        expect("Enter removes", "a snaps", "Space paints on", "x erases", after: "0b  ", scene)
        #expect(scene.remove())
        expect("Tab compares", "A another try", "u undo", "# all stages", after: "", scene)
        expect("Tab back to the result", "s saves", after: "\t", scene)
        expect("Left Right move the line", "w ends the wipe", after: "w", scene)
        expect("B ends the blinking", after: "B", scene)
        expect("1 2 3 4 keep one", "# back to one picture", after: "#", scene)
        #expect(scene.screen.text.contains("4 detail (kept)"))
    }

    @Test func messagesLeaveRoomForWhatIsNext() throws {
        let scene = try Scene()
        expect("Z does nothing; ? shows all keys", "Space paints", after: "Z", scene)
        expect("nothing is marked", "Space paints", after: "\r", scene)
        expect("one photo only", after: "P", scene)
        for key in ["c", ">", "<", "F"] {
            expect("Z does nothing", after: "Z", scene)
            expect("nothing is marked", after: key, scene)
        }
        expect("q quits", "Space paints", after: "\u{03}", scene)
    }

    /// Where a name is too long for the line, what to do is still on it.
    @Test func longNamesHideNoAnswers() throws {
        let scene = try Scene()
        let folder = scene.folder.url.appending(path: String(repeating: "long", count: 30))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let file = folder.appending(path: "there.png")
        try Data().write(to: file)
        scene.type("M\u{15}\(file.path)")
        #expect(scene.screen.lastLine.contains("there.png") && scene.screen.lastLine.contains("Enter does it"))
        scene.type("\r")
        #expect(scene.screen.lastLine.contains("exists; replace it? y yes  n no"))
        scene.type("nM\u{15}\(folder.path)/none/there.png\r")
        #expect(scene.screen.bottom.contains("save elsewhere."))
    }

    /// A page that changes leaves the line below it standing.
    @Test func scrolledHelpKeepsItsLine() throws {
        let scene = try Scene()
        scene.type("?")
        #expect(scene.screen.lastLine.contains("j k scroll"))
        let first = scene.screen.line(1)
        scene.type("j")
        #expect(scene.screen.line(0) == first && scene.screen.lastLine.contains("j k scroll"))
        scene.type("x")
        #expect(scene.screen.lastLine.contains("j k scroll"), "other keys do nothing")
        for end in ["?", "q", "\u{1b}"] {
            scene.type(end)
            #expect(scene.screen.state.contains("zoom"))
            scene.type("?")
        }
    }

    @Test func longNameLeavesTheWayToTheHelp() throws {
        let scene = try Scene { $0.photos = [String(repeating: "name", count: 30) + ".png"] }
        scene.type("w")
        #expect(["before | after", "...", "me.png", "? help"].allSatisfy(scene.screen.state.contains))
    }

    /// The line of a wipe, and the frame in the small picture, are seen without color.
    @Test(arguments: [ColorMode.mono, .ascii]) func linesAreSeenWithoutColor(mode: ColorMode) throws {
        let scene = try Scene { $0.mode = mode }
        scene.type("w")
        let grid = try #require(scene.screen.picture)
        #expect((0..<22).allSatisfy { grid[40, $0].glyph == "|" })
        #expect((0..<22).allSatisfy { row in (41..<80).allSatisfy { grid[$0, row].glyph != "|" } })
        scene.type("w++++")
        let nearer = try #require(scene.screen.picture)
        #expect((0..<8).contains { row in (60..<80).contains { nearer[$0, row].glyph == "|" } })
    }

    /// After a removal the digits 1 to 4 choose stages, yet `10l` moves by ten cells and chooses nothing.
    @Test func numbersCountWhileStagesCanBeChosen() throws {
        let scene = try Scene()
        scene.type("  ")
        #expect(scene.remove())
        scene.type("1")
        #expect(scene.screen.state.contains(" coarse "))
        scene.type("0l")
        #expect(scene.screen.state.contains("50,22") && scene.screen.state.contains(" detail "))
        // So do digits of which each could be a stage; the choice from before the first one is back, and the line says so.
        scene.type("2")
        #expect(scene.screen.state.contains(" first ") && scene.screen.lastLine.contains("the first stage is kept"))
        scene.type("3h")
        #expect(scene.screen.state.contains("27,22") && scene.screen.state.contains(" detail "))
        #expect(scene.screen.lastLine.contains("a number; the detail stage is back"))
        scene.type("3j")
        #expect(scene.screen.state.contains("27,25") && scene.screen.state.contains(" detail "))
        scene.type("3]")
        #expect(scene.screen.state.contains(" detail "))
        // What looks nearer, or at more stages than a number has digits, leaves the choice alone.
        for (keys, stage) in [("2+", "first"), ("1-", "coarse"), ("1243", "final"), ("l", "final"), ("2", "first"), ("\r", "first"), ("5l", "first")]
        {
            scene.type(keys)
            #expect(scene.screen.state.contains(" \(stage) "), "\(keys)")
        }
        #expect(scene.screen.state.contains("33,25"))
        // So does a 0 behind a stage, where it shows the whole photo; alone it leaves both as they are.
        scene.type("4++2")
        let near = try #require(scene.session.editor?.viewport.scale)
        scene.type("0")
        #expect(scene.session.editor?.viewport.isFit == true && scene.screen.state.contains(" first "))
        scene.type("h")
        #expect(scene.screen.state.contains("13,25") && scene.screen.state.contains(" detail ") && scene.session.editor?.viewport.scale == near)
        scene.type("20l")
        #expect(scene.screen.state.contains("33,25"))
        scene.type("0")
        #expect(scene.session.editor?.viewport.isFit == true)
        // Three stages and a 0 are no number.
        scene.type("++1230h")
        #expect(scene.screen.state.contains("32,25") && scene.session.editor?.viewport.isFit == true)
        scene.type("l2")
        // A key that does nothing ends a number, too.
        scene.type("2Zl")
        #expect(scene.screen.state.contains("34,25") && scene.screen.state.contains(" first "))
    }

    /// What is saved is what is shown, and where that is no finished result the line says so.
    @Test func savingSaysWhichStageItIs() throws {
        let scene = try Scene { $0.columns = 200 }
        scene.type("  ")
        #expect(scene.remove())
        scene.type("1s")
        #expect(scene.wait(for: "It is the coarse stage, as it is shown."))
        scene.type("4s")
        #expect(scene.wait(for: "Saved") && !scene.screen.bottom.contains("It is"))
    }

    /// After a save there is as much to be done as before it.
    @Test func savingIsNotTheEnd() throws {
        let scene = try Scene { ($0.columns, $0.photos) = (200, ["one.png", "two.png"]) }
        scene.type("  ")
        #expect(scene.remove())
        scene.type("s")
        #expect(scene.wait(for: "Saved"))
        scene.type("l")
        let hints = ["n next photo", "Space paints", "Tab compares", "A another try", "u undo", "q quit"]
        #expect(hints.allSatisfy(scene.screen.lastLine.contains), "\(scene.screen.lastLine)")
    }

    /// Step by step back and forth by mouse: after each one the line still offers both.
    @Test func undoingGoesOnByMouse() throws {
        let scene = try Scene()
        scene.type("  10l  10l  ")
        for _ in 0..<3 { #expect(scene.click("u undo", row: 23), "\(scene.screen.lastLine)") }
        #expect(scene.marked == 0 && !scene.screen.lastLine.contains("u undo"))
        for _ in 0..<3 { #expect(scene.click("Ctrl-R redo", row: 23), "\(scene.screen.lastLine)") }
        #expect(scene.marked > 0 && !scene.screen.lastLine.contains("redo  "))
    }

    /// Once all is undone the photo is as if it had never been touched, but for redo.
    @Test(arguments: [false, true]) func undoneIsUntouched(saves: Bool) throws {
        let scene = try Scene()
        scene.type("  ")
        #expect(scene.remove())
        scene.pass(2)
        if saves {
            scene.type("s")
            #expect(scene.wait(for: "Saved"))
        }
        scene.type("uu")
        scene.pass(2)
        #expect(scene.waitSilently { scene.recoveryFiles.isEmpty })
        scene.type("l")
        #expect(["Space paints", "Ctrl-R redo"].allSatisfy(scene.screen.lastLine.contains) && !scene.screen.lastLine.contains("s saves"))
        scene.type("q")
        #expect(scene.session.ending?.status == 0)
    }

    @Test func everythingCanBeClicked() throws {
        let scene = try Scene()
        #expect(scene.click("? help", row: 22))
        #expect(scene.screen.text.contains("Marking"))
        let row = try #require((0..<23).first { scene.screen.line($0).contains("mark what is not marked") })
        scene.click(20, row)
        #expect(scene.screen.lastLine.contains("Enter removes"))
        #expect(scene.marked == 80 * 44)
    }
}
