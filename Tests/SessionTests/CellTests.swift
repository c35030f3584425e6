import Pixels
import Terminal
import Testing

/// Finer cells show more of the photo, and what is done by cells stays where it was.
@Suite struct CellTests {
    /// Stripes of one pixel: of half blocks only the even columns are seen.
    private static let picture = Raster.pattern(width: 160, height: 88) { x, _ in x % 2 == 0 ? [255, 255, 255] : [0, 0, 0] }

    @Test(arguments: [CellShape.half, .quadrant, .sextant]) func finerCellsShowMore(shape: CellShape) throws {
        let scene = try Scene {
            $0.picture = CellTests.picture
            $0.cells = shape
        }
        scene.type("r")
        let cell = try #require(scene.screen.picture)[10, 5]
        // The whole photo: two of its columns to a column of the screen.
        #expect(scene.screen.state.contains("zoom 50.0%"))
        #expect((cell.foreground == .rgb(RGB(255, 255, 255)) || cell.background == .rgb(RGB(255, 255, 255))) == (shape != .half))
    }

    /// A click paints the same, and the tint lies where it was clicked.
    @Test(arguments: [CellShape.half, .quadrant, .sextant]) func pointerIsWhereItWas(shape: CellShape) throws {
        let scene = try Scene { $0.cells = shape }
        let before = try #require(scene.screen.picture)
        scene.type("r")
        scene.click(30, 8)
        scene.send(.input(.mouse(MouseEvent(action: .press(.left), column: 30, row: 8))))
        scene.send(.input(.mouse(MouseEvent(action: .drag(.left), column: 34, row: 10))))
        scene.send(.input(.mouse(MouseEvent(action: .release(.left), column: 34, row: 10))))
        let mask = try #require(scene.session.editor?.mask), grid = try #require(scene.screen.picture)
        #expect(mask.bytes[17 * 80 + 30] == 255 && mask.bytes[17 * 80 + 36] == 0)
        #expect(grid[32, 9] != before[32, 9] && grid[40, 9] == before[40, 9] && grid.columns == 80 && grid.rows == 22)
    }

    /// The line of a wipe is in its column, and panes have their names.
    @Test(arguments: [CellShape.quadrant, .sextant]) func comparisonsAreWhereTheyWere(shape: CellShape) throws {
        let scene = try Scene {
            $0.cells = shape
            $0.mode = .mono
        }
        scene.type("w")
        let grid = try #require(scene.screen.picture)
        #expect((0..<22).allSatisfy { grid[40, $0].glyph == "|" && grid[41, $0].glyph != "|" && grid[39, $0].glyph != "|" })
        scene.type("w++++")
        #expect(try #require(scene.screen.picture).rows == 22)
    }
}
