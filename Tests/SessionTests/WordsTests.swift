import Foundation
import Photo
import Pixels
import System
import Terminal
import Testing

/// What the editor says, and the answers that it takes.
@Suite struct WordsTests {
    @Test func firstScreenSaysWhatToDo() throws {
        let scene = try Scene()
        #expect(scene.screen.lastLine.contains("paint or click (g)"))
        scene.type("l")
        #expect(!scene.screen.lastLine.contains("then Enter"))
        let wide = try Scene { $0.columns = 120 }
        #expect(wide.screen.lastLine.contains("paint or click (g) what should go, then Enter removes it"))
    }

    /// Undo and redo name what they did; growing and softening say by how much.
    @Test func stepsAreNamed() throws {
        let scene = try Scene()
        for (keys, said) in [
            ("]]]]]]  u", "undone: brush stroke"), ("\u{12}", "redone: brush stroke"), ("2>", "grown by 2 px"), ("u", "undone: growing by 2 px"),
            ("<", "shrunk by 1 px"), ("F", "soft over 1 px"), ("F", "soft over 2 px"), ("u", "undone: feathering"), ("cu", "undone: clearing"),
            ("iu", "undone: inverting"), ("20hr llu", "undone: rectangle"), ("uuuuuuuuuu", "nothing to undo"),
        ] {
            scene.type(keys)
            #expect(scene.screen.lastLine.contains(said), "\(keys): \(scene.screen.lastLine)")
        }
        scene.type("b  ")
        #expect(scene.remove())
        scene.type("u")
        #expect(scene.screen.lastLine.contains("undone: removal"))
    }

    /// Undo and redo say which kind of marks it was.
    @Test func kindsOfMarksAreNamed() throws {
        let scene = try Scene()
        for (keys, said) in [
            ("]]  u", "undone: brush stroke "), ("d  u", "undone: brush stroke (keep out)"), ("\u{12}", "redone: brush stroke (keep out)"),
            ("2>u", "undone: growing by 2 px (keep out)"), ("E  u", "undone: brush stroke (edges)"), ("t 5l u", "undone: line (edges)"),
        ] {
            scene.type(keys)
            #expect(scene.screen.bottom.contains(said), "\(keys): \(scene.screen.bottom)")
        }
    }

    /// What was in the way is no longer said once it has gone, without a key.
    @Test func nothingIsSaidThatNoLongerHolds() throws {
        let scene = try Scene { $0.columns = 120 }
        scene.type("]]  \r")
        scene.type("A")
        #expect(scene.screen.bottom.contains("another try once it has ended"))
        #expect(scene.wait { scene.session.editor?.running == nil })
        #expect(!scene.screen.bottom.contains("once it has ended") && scene.screen.lastLine.contains("s saves"))
        // A click on what is seen does away with what was said before it.
        scene.type("A")
        #expect(scene.wait(for: "try 2; undo brings"))
        #expect(scene.click("T all tries", row: 23))
        scene.type("A")
        #expect(scene.wait(for: "try 3; undo brings"))
        scene.click(5, 3)
        #expect(scene.screen.state.contains("try 1 of 3") && !scene.screen.bottom.contains("try 3; undo"))
    }

    /// Tools that have no width do not change one unseen.
    @Test func sizeIsOfToolsThatHaveOne() throws {
        let scene = try Scene()
        let size = scene.session.editor?.brushDiameter
        scene.type("r]")
        #expect(scene.screen.lastLine.contains("rectangle has no width") && scene.session.editor?.brushDiameter == size)
        scene.type("t]")
        #expect(scene.session.editor?.brushDiameter != size && scene.screen.state.contains("cells)"))
    }

    /// Enter of a name that is taken: a free one is offered.
    @Test func takenNameOffersTheNext() throws {
        let scene = try Scene { $0.columns = 200 }
        for name in ["photo-removed.png", "photo-removed-2.png"] { try Data("mine".utf8).write(to: scene.folder.url.appending(path: name)) }
        scene.type("  ")
        #expect(scene.remove())
        scene.type("s")
        #expect(scene.wait(for: "2 as photo-removed-3.png"))
        scene.type("2")
        #expect(scene.wait(for: "Saved"))
        #expect(try Photo.load(path: FilePath(scene.folder.path("photo-removed-3.png"))).raster.width == 80)
        #expect(try Data(contentsOf: scene.folder.url.appending(path: "photo-removed.png")) == Data("mine".utf8))
    }

    /// A save that fails leaves an earlier one of the same result standing.
    @Test func whatWasSavedIsNotAskedFor() throws {
        let scene = try Scene { $0.columns = 200 }
        scene.type("  ")
        #expect(scene.remove())
        scene.type("S\u{15}\(scene.folder.path("good.png"))\r")
        #expect(scene.wait(for: "Saved"))
        scene.type("S\u{15}\(scene.folder.path("none/x.png"))\r")
        #expect(scene.wait(for: "Cannot save"))
        scene.type("q")
        #expect(scene.session.ending?.status == 0)
    }

    /// The format goes by the extension: one that is none of a picture is not taken, and without one it is said.
    @Test func extensionsAreOfPictures() throws {
        let scene = try Scene { $0.columns = 200 }
        scene.type("  ")
        #expect(scene.remove())
        scene.type("S\u{15}\(scene.folder.path("out.xyz"))\r")
        #expect(scene.screen.bottom.contains("no extension of a picture") && !FileManager.default.fileExists(atPath: scene.folder.path("out.xyz")))
        scene.type("S\u{15}\(scene.folder.path("out"))\r")
        #expect(scene.wait(for: "It is a PNG."))
    }

    /// What was typed stays, with what is wrong with it, by keys and by mouse.
    @Test(arguments: [false, true], [40, 80, 200]) func aWrongNameStays(byMouse: Bool, columns: Int) throws {
        let scene = try Scene { $0.columns = columns }
        scene.type("  ")
        #expect(scene.remove())
        let place = scene.folder.path("out")
        scene.type("S\u{15}\(place).pgn")
        func enter() { if byMouse { #expect(scene.click("Enter", row: 23)) } else { scene.type("\r") } }
        enter()
        #expect(scene.screen.text.contains("extension") && scene.screen.lastLine.contains("out.pgn") && scene.screen.lastLine.contains("save as:"))
        scene.type("\u{7f}\u{7f}\u{7f}png")
        enter()
        #expect(scene.wait { FileManager.default.fileExists(atPath: place + ".png") } && !scene.screen.text.contains("extension"))
        scene.type("S\u{15}nowhere/\r")
        #expect(scene.screen.text.contains("is a folder"))
        scene.type("\u{1b}")
        #expect(!scene.screen.text.contains("is a folder") && !scene.screen.lastLine.contains("save as:"))
    }

    @Test func quittingSavesFirst() throws {
        let scene = try Scene()
        scene.type("  ")
        #expect(scene.remove())
        scene.type("qs")
        scene.wait { scene.session.ending != nil }
        #expect(scene.session.ending?.status == 0 && FileManager.default.fileExists(atPath: scene.folder.path("photo-removed.png")))
    }

    /// Where the name is taken the question comes first, and quitting after its answer.
    @Test func quittingSavesUnderAnotherNameFirst() throws {
        let scene = try Scene()
        try Data("mine".utf8).write(to: scene.folder.url.appending(path: "photo-removed.png"))
        scene.type("  ")
        #expect(scene.remove())
        scene.type("qs")
        #expect(scene.wait(for: "2 as"))
        scene.type("2")
        scene.wait { scene.session.ending != nil }
        #expect(FileManager.default.fileExists(atPath: scene.folder.path("photo-removed-2.png")))
    }

    /// What was typed in vain is there again, and Up has what was typed before.
    @Test func typedNamesAreRemembered() throws {
        let scene = try Scene { $0.columns = 200 }
        let place = scene.folder.path("one.png"), nowhere = scene.folder.path("none/two.png")
        scene.type("S\u{15}\(place)\r")
        #expect(scene.wait(for: "Saved"))
        scene.type("S\u{15}\(nowhere)\r")
        #expect(scene.wait { scene.screen.bottom.contains("save elsewhere") })
        scene.type("S")
        #expect(scene.screen.lastLine.contains("save as: \(nowhere) "))
        scene.press(.arrow(.up, .none), .arrow(.up, .none))
        #expect(scene.screen.lastLine.contains("save as: \(place) "))
        scene.type("\u{1b}")
    }

    /// The outline of the brush is seen at the cursor, and at the pointer once that moves; without color it is a ring of letters.
    @Test(arguments: [ColorMode.truecolor, .palette256, .mono, .ascii]) func brushIsSeen(mode: ColorMode) throws {
        let scene = try Scene { $0.mode = mode }
        scene.type("]]]]]]r")
        let plain = try #require(scene.screen.picture)
        scene.type("b")
        func ring() throws -> [Int] {
            let grid = try #require(scene.screen.picture)
            return grid.cells.indices.filter { grid.cells[$0] != plain.cells[$0] }.map { $0 % 80 }
        }
        let atCursor = try ring()
        #expect(atCursor.count >= 4 && atCursor.allSatisfy { abs($0 - 40) < 12 })
        scene.send(.input(.mouse(MouseEvent(action: .hover, column: 15, row: 8))))
        let atPointer = try ring()
        #expect(atPointer.count >= 4 && atPointer.allSatisfy { abs($0 - 15) < 12 })
        scene.type("l")
        #expect(try ring().allSatisfy { abs($0 - 41) < 12 } && scene.marked == 0)
    }
}
