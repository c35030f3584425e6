import Masks
import Photo
import Pixels
import System
import Testing

/// Spots that the brush missed, on the screen.
@Suite struct IslandTests {
    /// Marks with such a spot are shown without it, counted and saved so, and come back as they were; told, they stay as they are.
    @Test(arguments: [false, true]) func loadedMarks(keeps: Bool) throws {
        let scene = try Scene { $0.options.keepsIslands = keeps }
        let plain = try #require(scene.screen.picture)
        var mask = Mask(width: 80, height: 44)
        mask.drawRectangle(from: Point(x: 10, y: 2), to: Point(x: 59, y: 41), value: 255)
        mask.drawRectangle(from: Point(x: 30, y: 20), to: Point(x: 33, y: 23), value: 0)
        try mask.picture.writePNG(to: scene.folder.path("photo_mask.png"))
        scene.type("m\r")
        let grid = try #require(scene.screen.picture)
        #expect(scene.screen.state.contains(keeps ? "1984 px" : "2000 px"))
        #expect((grid[31, 10] == plain[31, 10]) == keeps && grid[25, 10] != plain[25, 10])
        scene.type("M\u{15}\(scene.folder.path("other.png"))\r")
        let saved = try Mask(Photo.load(path: FilePath(scene.folder.path("other.png"))).raster)
        #expect(saved == scene.session.editor?.mask && (saved == mask) == keeps)
        scene.type("u")
        #expect(scene.session.editor?.isMaskEmpty == true)
    }
}
