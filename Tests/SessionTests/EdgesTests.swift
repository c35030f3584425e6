import Editing
import Foundation
import Masks
import Photo
import Pixels
import System
import Terminal
import Testing

/// Edges that go on through a hole, drawn on the screen.
@Suite struct EdgesTests {
    private static let modes: [ColorMode] = [.truecolor, .palette256, .palette16, .mono, .ascii]

    /// By keys and by mouse, in all colors and without.
    @Test(arguments: modes, [false, true]) func theyAreSeenInAllColors(mode: ColorMode, byMouse: Bool) throws {
        let scene = try Scene { $0.mode = mode }
        for _ in 0..<6 { if byMouse { try scene.clickHelp("larger brush") } else { scene.type("]") } }
        if byMouse { scene.click(20, 11) } else { scene.type("999h20l  ") }
        let marks = try #require(scene.session.editor?.mask), plain = try #require(scene.screen.picture)
        if byMouse { try scene.clickHelp("edges: the tools draw") } else { scene.type("E") }
        #expect(scene.screen.state.contains("edges: brush 1 px") && scene.screen.lastLine.contains("Space draws an edge"))
        if byMouse {
            func send(_ action: MouseEvent.Action, _ column: Int) {
                scene.send(.input(.mouse(MouseEvent(action: action, column: column, row: 11))))
            }
            send(.press(.left), 15)
            send(.drag(.left), 25)
            send(.release(.left), 25)
        } else {
            scene.type("999h15l 10l ")
        }
        let grid = try #require(scene.screen.picture), editor = try #require(scene.session.editor)
        #expect((16...24).allSatisfy { editor.edges?[$0, 22] == 255 } && editor.mask == marks && editor.edges?[20, 26] == 0)
        #expect((17...23).allSatisfy { grid[$0, 11] != plain[$0, 11] })
        if mode == .mono || mode == .ascii { #expect((17...23).allSatisfy { grid[$0, 11].glyph == "=" }) }
        // They are seen until a removal has used them.
        #expect(scene.click("E back", row: 23) && scene.screen.state.hasPrefix(" brush"))
        scene.type("c")
        #expect(scene.screen.picture?[25, 11] == grid[25, 11] && grid[25, 11] != plain[25, 11] && scene.session.editor?.edges != nil)
        scene.type("uu")
        #expect(scene.session.editor?.edges == nil && scene.session.editor?.mask == marks)
    }

    /// A PNG of its own, under a name of its own; and another start takes them up.
    @Test func theyAreSavedAndOutliveTheSession() throws {
        let scene = try Scene()
        scene.type("  E 10l M")
        #expect(scene.screen.lastLine.contains("save edges as:") && scene.screen.lastLine.contains("photo_edges.png"))
        scene.type("\r")
        #expect(scene.screen.bottom.contains("edges saved as"))
        let mask = try #require(scene.session.editor?.mask), edges = try #require(scene.session.editor?.edges)
        #expect(try Mask(Photo.load(path: FilePath(scene.folder.path("photo_edges.png"))).raster) == edges)
        scene.type("cm\r")
        #expect(scene.session.editor?.edges == edges && scene.session.editor?.mask == mask)
        scene.type("5l 5l ")
        let more = try #require(scene.session.editor?.edges)
        scene.end(status: 143)
        let next = try Scene(in: scene.folder)
        next.type("y")
        #expect(next.session.editor?.edges == more && more != edges && next.session.editor?.mask == mask)
    }

    /// Areas are no strokes: that is said when they are loaded.
    @Test(arguments: [3.0, 20.0]) func thickOnesAreSaid(width: Double) throws {
        let scene = try Scene { $0.columns = 120 }
        var edges = Mask(width: 80, height: 44)
        edges.drawStroke(from: Point(x: 20, y: 20), to: Point(x: 60, y: 24), diameter: width, value: 255)
        try edges.picture.writePNG(to: scene.folder.path("photo_edges.png"))
        scene.type("Em\r")
        #expect(scene.session.editor?.edges == edges && scene.screen.bottom.contains("thin strokes") == (width > 8))
    }

    /// What a removal has used is gone with it, and does not come back with the next marks; undo brings it back.
    @Test func aRemovalUsesThemUp() throws {
        let scene = try Scene { $0.mode = .mono }
        func strokes() -> Int { (0..<22).reduce(0) { $0 + scene.screen.cells($1).count { $0.glyph == "=" } } }
        scene.type("]]]]  E20h 40l E")
        #expect(strokes() > 20)
        #expect(scene.remove() && strokes() == 0 && scene.session.editor?.edges == nil)
        scene.type("A")
        #expect(scene.wait(for: "try 2"))
        scene.type("15h10k  ")
        #expect(scene.marked > 0 && strokes() == 0)
        scene.type("uuu")
        #expect(scene.session.editor?.hasResult == false && strokes() > 20)
    }

    /// The engine is told: a line through the hole makes another fill, and so it does for another try.
    @Test func fillsKnowOfThem() throws {
        func result(_ keys: String) throws -> Raster {
            let scene = try Scene()
            scene.type(keys)
            #expect(scene.remove())
            return try #require(scene.session.editor?.current)
        }
        #expect(try result("]]]]  ") != result("]]]]  E20h 40l E"))
    }
}
