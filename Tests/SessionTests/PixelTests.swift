import Pixels
import Terminal
import Testing

/// True pixels on terminals that say they can show them.
@Suite struct PixelTests {
    /// Larger than what fits, so that a part is shown.
    static let picture = Raster.pattern(width: 900, height: 700) { x, y in
        [UInt8(x / 8 * 4 & 255), UInt8(y / 8 * 4 & 255), UInt8((x / 64 + y / 64) * 16 & 255)]
    }

    /// Presses `v` and answers.
    private func scene(answering answers: [String], cell: (width: Int, height: Int)? = nil) throws -> Scene {
        let scene = try Scene { $0.picture = PixelTests.picture }
        scene.screen.cellSize = cell
        scene.type("v")
        #expect(scene.screen.questions == 1)
        for answer in answers { scene.send(.input(.reply(answer))) }
        return scene
    }

    @Test(arguments: [GraphicsProtocol.kitty, .sixel]) func theVeryPixelsAreShown(graphics: GraphicsProtocol) throws {
        let scene = try scene(answering: (graphics == .kitty ? ["Gi=31;OK"] : []) + ["6;20;10t", "?62;4c"])
        let shown = try #require(scene.screen.pixels)
        // 80 columns of 10 pixels; 23 rows of 20, the last one being the status line.
        #expect(shown.width == 800 && shown.height == 460 && shown.graphics == graphics)
        #expect(shown.bytes == PixelTests.picture.crop(Rectangle(x: 50, y: 120, width: 800, height: 460)).bytes)
        #expect(scene.screen.lastLine.contains("any key goes back"))
        // Any key; what it does otherwise is not done.
        scene.type("i")
        #expect(scene.screen.pixels == nil && scene.marked == 0 && scene.screen.lastLine.contains("paints"))
    }

    @Test func sizeOfCellsMayComeFromTheSystem() throws {
        let shown = try #require(try scene(answering: ["Gi=31;OK", "?62c"], cell: (8, 16)).screen.pixels)
        #expect(shown.width == 640 && shown.height == 368)
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

    @Test func newSizeHidesThem() throws {
        let scene = try scene(answering: ["Gi=31;OK", "6;20;10t", "?62c"])
        scene.screen.resize(columns: 60, rows: 20)
        scene.send()
        #expect(scene.screen.pixels == nil && scene.screen.line(18).contains("zoom"))
    }
}
