import Editing
import Foundation
import Masks
import Photo
import Pixels
import System
import Terminal
import Testing

/// What nothing is copied from, painted on the screen.
@Suite struct KeepOutTests {
    private static let modes: [ColorMode] = [.truecolor, .palette256, .palette16, .mono, .ascii]

    /// By keys and by mouse, in all colors and without.
    @Test(arguments: modes, [false, true]) func bothKindsAreSeenInAllColors(mode: ColorMode, byMouse: Bool) throws {
        let scene = try Scene { $0.mode = mode }
        let plain = try #require(scene.screen.picture)
        func paint(_ column: Int) {
            if byMouse {
                scene.click(column, 11)
                scene.click(column + 1, 11)
            } else {
                scene.type("999h\(column)l  ")
            }
        }
        for _ in 0..<6 { if byMouse { try scene.clickHelp("larger brush") } else { scene.type("]") } }
        paint(20)
        if byMouse { try scene.clickHelp("keep out: the tools") } else { scene.type("d") }
        #expect(scene.screen.state.contains("keep out: brush") && scene.screen.lastLine.contains("Space keeps out"))
        paint(55)
        let grid = try #require(scene.screen.picture), editor = try #require(scene.session.editor)
        #expect(editor.mask[20, 22] == 255 && editor.keepOut?[55, 22] == 255 && editor.mask[55, 22] == 0)
        #expect(grid[20, 11] != plain[20, 11] && grid[55, 11] != plain[55, 11])
        if mode == .mono || mode == .ascii {
            #expect("Xx".unicodeScalars.contains(grid[20, 11].glyph) && grid[55, 11].glyph == "/")
        }
        if !byMouse { scene.type("l") }
        #expect(scene.click("d back", row: 23))
        #expect(scene.screen.state.hasPrefix(" brush"))
    }

    /// A PNG of its own, under a name of its own.
    @Test func itIsSavedAndLoadedByItself() throws {
        let scene = try Scene()
        scene.type("  20ld  M")
        #expect(scene.screen.lastLine.contains("save what is kept out as:") && scene.screen.lastLine.contains("photo_keep-out.png"))
        scene.type("\r")
        #expect(scene.screen.bottom.contains("what is kept out saved as"))
        let mask = try #require(scene.session.editor?.mask), keepOut = try #require(scene.session.editor?.keepOut)
        #expect(try Mask(Photo.load(path: FilePath(scene.folder.path("photo_keep-out.png"))).raster) == keepOut)
        scene.type("c")
        #expect(scene.session.editor?.keepOut == nil && scene.session.editor?.mask == mask)
        scene.type("m\r")
        #expect(scene.session.editor?.keepOut == keepOut && scene.session.editor?.mask == mask)
        scene.type("dM")
        #expect(scene.screen.lastLine.contains("save marks as:") && scene.screen.lastLine.contains("photo_mask.png"))
    }

    @Test func itOutlivesTheSession() throws {
        let scene = try Scene()
        scene.type("d  20ld  ")
        scene.end(status: 143)
        let next = try Scene(in: scene.folder)
        next.type("y")
        #expect(next.session.editor?.keepOut == scene.session.editor?.keepOut && next.session.editor?.keepOut != nil)
        #expect(next.session.editor?.mask == scene.session.editor?.mask && next.screen.state.hasPrefix(" brush"))
    }

    /// The engine is told: with all but a strip kept out, the fill is another.
    @Test func fillsKnowOfIt() throws {
        func result(_ keys: String) throws -> Raster {
            let scene = try Scene()
            scene.type(keys + "  ")
            #expect(scene.remove())
            return try #require(scene.session.editor?.current)
        }
        #expect(try result("") != result("dir999h999kx8l999jxdb"))
    }
}
