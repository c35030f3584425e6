import Editing
import Masks
import Photo
import Pixels
import System
import Terminal
import Testing

/// Lines that a fill has found, on the screen.
@Suite struct LinesTests {
    private static let modes: [ColorMode] = [.truecolor, .palette256, .palette16, .mono, .ascii]

    /// A post before panels and boards, a little aslant, which pieces of the photo alone would dent.
    private static var post: Raster {
        var photo = Raster(width: 260, height: 220, model: .rgb)
        for y in 0..<220 {
            let edge = 110 + (y - 110) / 10
            for x in 0..<260 {
                let panel = x >= 74 ? 0 : y > 130 ? -45 : y < 70 ? 70 : 0
                let color = x < edge ? [120 + panel, 118 + panel, 110 + panel] : y < 100 ? [200, 202, 205] : [150, 110, 75]
                let board = x < edge ? 0 : [0, 8, 12, 8, 0, -8, -12, -8][(y / 2) % 8], grain = (x * 37 ^ y * 101 ^ x * y) % 14 - 7
                for channel in 0..<3 { photo[x, y, channel] = color[channel] + board + grain }
            }
        }
        return photo
    }

    /// With marks over the middle of the post.
    private func scene(_ mode: ColorMode) throws -> Scene {
        let scene = try Scene {
            $0.mode = mode
            $0.picture = Self.post
        }
        var mask = Mask(width: 260, height: 220)
        mask.drawEllipse(from: Point(x: 60, y: 50), to: Point(x: 170, y: 170), value: 255)
        try mask.picture.writePNG(to: FilePath(scene.folder.path("photo_mask.png")))
        scene.type("m\r")
        return scene
    }

    /// By keys alone and by mouse alone, ahead of the removal: shown over the marks, erased, and not followed.
    @Test(arguments: modes, [false, true]) func oneIsErasedBeforehand(mode: ColorMode, byMouse: Bool) throws {
        let scene = try scene(mode)
        if byMouse { try scene.clickHelp("lines that the fill") } else { scene.type("_") }
        #expect(scene.wait { scene.session.editor?.comparison == .lines } && scene.screen.lastLine.contains("Enter removes"))
        let lines = try #require(scene.session.editor?.foundLines), place = try #require(scene.session.editor?.linePlaces[0])
        let grid = try #require(scene.screen.picture)
        #expect(grid[place.column + 1, place.row / 2].glyph == "1")
        // A double click is one.
        if byMouse { for _ in 0..<2 { scene.click(place.column, place.row / 2) } } else { scene.type("1") }
        #expect(scene.screen.bottom.contains("line 1 is erased") && scene.screen.line(place.row / 2).contains("-1-"))
        if byMouse { #expect(scene.click("Enter removes", row: 23)) } else { scene.type("\r") }
        #expect(scene.wait { scene.session.editor?.running == nil && scene.session.editor?.isMaskEmpty == true })
        #expect(scene.session.editor?.foundLines.contains { $0.line == lines[0].line } == false)
        // What is marked again is looked at again, and what was erased stays so.
        scene.type("u_")
        #expect(scene.wait { scene.session.editor?.comparison == .lines } && scene.session.editor?.foundLines[0].isErased == true)
    }

    /// By keys alone and by mouse alone: shown, erased, filled again, and undone.
    @Test(arguments: modes, [false, true]) func oneIsErased(mode: ColorMode, byMouse: Bool) throws {
        let scene = try scene(mode)
        #expect(scene.remove())
        let first = try #require(scene.session.editor?.current), lines = try #require(scene.session.editor?.foundLines)
        #expect(!lines.isEmpty && scene.screen.lastLine.contains("_ lines it found"))
        if byMouse { try scene.clickHelp("lines that the fill") } else { scene.type("_") }
        let grid = try #require(scene.screen.picture), editor = try #require(scene.session.editor)
        let middle = try #require(editor.linePlaces[0]), cell = (column: middle.column, row: middle.row / 2)
        #expect(grid[cell.column + 1, cell.row].glyph == "1")
        // Half-blocks hide a part of a line's cells.
        let places = [0.25, 0.2, 0.3, 0.35].map { editor.viewport.pixel(of: lines[0].line.start.toward(lines[0].line.end, $0)) }
        let hasColor = mode != .mono && mode != .ascii
        let end = try #require(places.first { hasColor || grid[$0.column, $0.row / 2].glyph == "1" })
        if byMouse { scene.click(end.column, end.row / 2) } else { scene.type("1") }
        #expect(scene.screen.bottom.contains("line 1 is erased") && scene.session.editor?.foundLines[0].isErased == true)
        #expect(scene.screen.line(cell.row).contains("-1-"))
        if byMouse { #expect(scene.click("Enter fills without", row: 23)) } else { scene.type("\r") }
        #expect(scene.wait { scene.session.editor?.running == nil && scene.screen.state.contains("try 2 of 2") })
        #expect(scene.session.editor?.current != first)
        scene.type("uu")
        #expect(scene.session.editor?.current == first && scene.session.editor?.foundLines[0].isErased == false)
    }
}
