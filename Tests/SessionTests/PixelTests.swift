import Pixels
import Terminal
import Testing

/// True pixels on terminals that say they can show them.
@Suite struct PixelTests {
    /// Larger than what fits, so that a part is shown.
    static let picture = Raster.pattern(width: 900, height: 700) { x, y in
        [UInt8(x / 8 * 4 & 255), UInt8(y / 8 * 4 & 255), UInt8((x / 64 + y / 64) * 16 & 255)]
    }

    /// Presses `v` and answers; with a tool that has no outline of its own.
    private func scene(answering answers: [String], cell: (width: Int, height: Int)? = nil) throws -> Scene {
        let scene = try Scene { $0.picture = PixelTests.picture }
        scene.screen.cellSize = cell
        scene.type("rv")
        #expect(scene.screen.questions == 1)
        for answer in answers { scene.send(.input(.reply(answer))) }
        return scene
    }

    private func kitty() throws -> Scene { try scene(answering: ["Gi=31;OK", "6;20;10t", "?62c"]) }

    @Test(arguments: [GraphicsProtocol.kitty, .sixel]) func theVeryPixelsAreShown(graphics: GraphicsProtocol) throws {
        let scene = try scene(answering: (graphics == .kitty ? ["Gi=31;OK"] : []) + ["6;20;10t", "?62;4c"])
        let shown = try #require(scene.screen.pixels)
        // 80 columns of 10 pixels; 22 rows of 20, above two lines.
        #expect(shown.width == 800 && shown.height == 440 && shown.graphics == graphics)
        #expect(shown.bytes == PixelTests.picture.crop(Rectangle(x: 50, y: 130, width: 800, height: 440)).bytes)
        #expect(scene.screen.lastLine.contains("v back to cells"))
    }

    /// They stay while one moves and zooms, and the marks lie on them.
    @Test func theyFollowTheView() throws {
        let scene = try kitty()
        let first = try #require(scene.screen.pixels?.bytes)
        for _ in 0..<10 { scene.press(.arrow(.left, .control)) }
        #expect(scene.screen.pixels?.bytes == PixelTests.picture.crop(Rectangle(x: 0, y: 130, width: 800, height: 440)).bytes)
        for _ in 0..<10 { scene.press(.arrow(.right, .control)) }
        scene.type("+")
        let near = try #require(scene.screen.pixels?.bytes)
        #expect(near != first && near != PixelTests.picture.crop(Rectangle(x: 100, y: 130, width: 800, height: 440)).bytes)
        scene.type("b  ")
        #expect(scene.marked > 0 && scene.screen.pixels.map { $0.bytes != near } == true)
        scene.type("v")
        #expect(scene.screen.pixels == nil && scene.screen.state.contains("zoom") && scene.marked > 0)
    }

    /// What a click paints lies where it was clicked.
    @Test func theMousePaintsOnThem() throws {
        let scene = try kitty()
        scene.type("b")
        scene.click(20, 5)
        let mask = try #require(scene.session.editor?.mask)
        // The middle of the cell, of the part of the photo that begins at 50, 130.
        #expect(mask.bytes[(130 + 5 * 20 + 10) * 900 + 50 + 20 * 10 + 5] == 255 && mask.bytes[0] == 0)
    }

    @Test func escapeGoesBackToTheViewFromBefore() throws {
        let scene = try kitty()
        #expect(scene.screen.state.contains("zoom 10.0%"))
        scene.type("\u{1b}")
        #expect(scene.screen.pixels == nil && scene.session.editor?.viewport.isFit == true)
    }

    /// Pages take their place, and give it back.
    @Test(arguments: ["?", ":"]) func pagesCoverThem(key: String) throws {
        let scene = try kitty()
        scene.type(key)
        #expect(scene.screen.pixels == nil)
        scene.type("\u{1b}")
        #expect(scene.screen.pixels != nil)
    }

    /// Another photo is shown in pixels, too; until it is there nothing of the one before is.
    @Test func nextPhotoIsShownInPixels() throws {
        let scene = try Scene {
            $0.picture = PixelTests.picture
            $0.photos = ["one.png", "two.png"]
        }
        scene.type("v")
        for answer in ["Gi=31;OK", "6;20;10t", "?62c"] { scene.send(.input(.reply(answer))) }
        #expect(scene.screen.pixels != nil)
        scene.type("n")
        #expect(scene.screen.pixels == nil || scene.session.editor != nil)
        #expect(scene.wait { scene.screen.pixels != nil && scene.screen.state.contains("(2 of 2)") })
    }

    @Test func sizeOfCellsMayComeFromTheSystem() throws {
        let shown = try #require(try scene(answering: ["Gi=31;OK", "?62c"], cell: (8, 16)).screen.pixels)
        #expect(shown.width == 640 && shown.height == 352)
    }

    /// Attributes without 4, an error for kitty's question, no size of cells, or no answer at all.
    @Test(arguments: [["?1;2c"], ["Gi=31;EINVAL:no", "?62;22c"], ["Gi=31;OK", "?62c"], []])
    func otherTerminalsAreToldOf(answers: [String]) throws {
        let scene = try scene(answering: answers)
        if answers.isEmpty {
            #expect(!scene.screen.lastLine.contains("this terminal"))
            scene.pass(0.2)
        }
        #expect(scene.screen.bottom.contains("this terminal") && scene.screen.pixels == nil)
        // A late answer is no key and shows nothing.
        scene.send(.input(.reply("Gi=31;OK")), .input(.reply("?62;4c")))
        #expect(scene.screen.pixels == nil && scene.marked == 0)
    }

    /// tmux answers for itself at once; what it passes on may come later, or never.
    @Test func answersComeThroughTmux() throws {
        let scene = try Scene { $0.picture = PixelTests.picture }
        (scene.screen.isInTmux, scene.screen.cellSize) = (true, (10, 20))
        scene.type("v")
        scene.send(.input(.reply("?1;2c")))
        #expect(scene.screen.pixels == nil && !scene.screen.bottom.contains("tmux"))
        scene.send(.input(.reply("Gi=31;OK")))
        #expect(scene.screen.pixels != nil)
        scene.type("vv")
        scene.send(.input(.reply("?1;2c")))
        scene.pass(0.2)
        #expect(scene.screen.pixels == nil && scene.screen.bottom.contains("tmux passes no graphics on: set its option allow-passthrough"))
    }

    @Test func newSizeHidesThem() throws {
        let scene = try kitty()
        scene.screen.resize(columns: 60, rows: 20)
        scene.send()
        #expect(scene.screen.pixels == nil && scene.screen.line(18).contains("zoom"))
    }
}
