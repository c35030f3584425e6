import Foundation
import Photo
import Pixels
import Support
import Terminal
import Testing

/// Nothing of the user's is lost by a slip: files, marks and what an earlier session left.
@Suite struct CautionTests {
    /// Asks for the marks to be saved under `name`, in the scene's folder.
    private func saveMarks(_ scene: Scene, as name: String) { scene.type("M\u{15}\(scene.folder.path(name))\r") }

    @Test func marksNeverReplaceThePhoto() throws {
        let scene = try Scene(), photo = scene.folder.url.appending(path: "photo.png"), before = try Data(contentsOf: photo)
        saveMarks(scene, as: "photo.png")
        #expect(scene.screen.bottom.contains("is the photo itself"))
        #expect(try Data(contentsOf: photo) == before)
    }

    @Test func marksAskBeforeTheyReplaceAFile() throws {
        let scene = try Scene { $0.columns = 160 }
        let file = scene.folder.url.appending(path: "mine.png"), mine = Data("mine".utf8)
        try mine.write(to: file)
        saveMarks(scene, as: "mine.png")
        #expect(scene.screen.lastLine.contains("replace it?"))
        scene.type("n")
        #expect(scene.screen.lastLine.contains("not saved"))
        #expect(try Data(contentsOf: file) == mine)
        saveMarks(scene, as: "mine.png")
        #expect(scene.screen.lastLine.contains("replace it?"))
        scene.type("y")
        #expect(scene.screen.bottom.contains("marks saved"))
        #expect(try Photo.load(path: file.path).raster.width == 80)
        // It is this session's now.
        saveMarks(scene, as: "mine.png")
        #expect(scene.screen.bottom.contains("marks saved"))
    }

    @Test func savedMarksAreLoadedAgain() throws {
        let scene = try Scene()
        scene.type("  M\r")
        #expect(scene.screen.bottom.contains("marks saved"))
        let marked = scene.marked
        scene.type("c")
        #expect(scene.marked == 0 && marked > 0)
        scene.type("m\r")
        #expect(scene.marked == marked)
    }

    @Test func folderIsNoFileToReplace() throws {
        let scene = try Scene { $0.columns = 160 }
        scene.type("S\u{15}\(scene.folder.url.path)\r")
        #expect(scene.wait(for: "is not a regular file"))
    }

    /// The line below the list can be clicked.
    @Test func listComesFirstWhereAFolderIsNamed() throws {
        let scene = try Scene {
            $0.photos = ["one.png", "two.png"]
            $0.showsList = true
        }
        #expect(scene.screen.line(0).contains("> one.png") && scene.screen.line(1).contains("two.png"))
        #expect(scene.click("j k", row: 23))
        #expect(scene.screen.line(1).contains("> two.png"))
        #expect(scene.click("Enter opens", row: 23))
        #expect(scene.wait(for: "two.png (2 of 2)"))
    }

    @Test func listIsLeftWithoutAPhoto() throws {
        let scene = try Scene {
            $0.photos = ["one.png", "two.png"]
            $0.showsList = true
        }
        #expect(scene.screen.lastLine.contains("q quits"))
        scene.type("q")
        #expect(scene.session.ending?.status == 0)
    }

    /// Where it fails, the result must still be there.
    @Test func photoIsNotLeftDuringASave() throws {
        let scene = try Scene {
            // Large enough to be still on its way when the next key is read.
            $0.picture = .pattern(width: 1_200, height: 800)
            $0.photos = ["one.png", "two.png"]
        }
        scene.type("S\u{15}\(scene.folder.path("result.png"))\rn")
        #expect(scene.screen.bottom.contains("go to another photo when it is done"))
        #expect(scene.wait(for: "Saved"))
        scene.type("n")
        #expect(scene.wait(for: "two.png (2 of 2)"))
    }

    @Test func strayKeysKeepWhatWasLeftBehind() throws {
        let scene = try Scene()
        scene.type("  ")
        scene.end(status: 143)
        let next = try Scene(in: scene.folder)
        #expect(next.screen.lastLine.contains("left behind"))
        next.press(.character(" "), .arrow(.down, .none), .character("z"), .escape)
        #expect(next.screen.lastLine.contains("left behind") && next.session.ending == nil)
        #expect(scene.recoveryFiles.count == 1)
        next.type("y")
        #expect(next.screen.lastLine.contains("taken up"))
    }

    @Test func whollyMarkedPhotoIsNotEmptied() throws {
        let scene = try Scene()
        scene.type("i\r")
        #expect(scene.wait(for: "leave some of it"))
        scene.type("s")
        #expect(scene.screen.bottom.contains("nothing was removed yet"))
        #expect(!FileManager.default.fileExists(atPath: scene.folder.path("photo-removed.png")))
    }

    @Test func unsavedWorkIsAskedFor() throws {
        let scene = try Scene()
        scene.type("  q")
        #expect(scene.screen.lastLine.contains("marks are not saved; quit all the same?"))
        scene.type("n")
        #expect(!scene.screen.text.contains("quit all the same?"))
        scene.type("q")
        scene.type("y")
        #expect(scene.session.ending?.status == 0)
    }

    @Test func photoThatCannotBeReadEndsIt() throws {
        let scene = try Scene { $0.photos = ["photo.png"] }
        let broken = try Scene(in: scene.folder) { setting in
            try? Data("none".utf8).write(to: scene.folder.url.appending(path: "broken.png"))
            setting.photos = ["broken.png"]
        }
        #expect(broken.session.ending?.status == 1)
        #expect(broken.session.ending?.lastWords?.contains("broken.png") == true)
    }

    /// Among others it is told of, and the next one can be opened.
    @Test func photoThatCannotBeReadIsPassedBy() throws {
        let scene = try Scene {
            $0.photos = ["one.png", "two.png"]
            $0.showsList = true
        }
        try Data("none".utf8).write(to: scene.folder.url.appending(path: "one.png"))
        scene.type("\r")
        #expect(scene.wait { scene.screen.bottom.contains("one.png is") })
        scene.type("n")
        #expect(scene.wait { scene.screen.state.contains("zoom") && scene.screen.state.contains("two.png (2 of 2)") })
    }
}
