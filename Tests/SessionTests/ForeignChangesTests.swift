import Foundation
import Photo
import Pixels
import Support
import Terminal
import Testing
import madf_tui

/// What another program writes while a photo is edited stays until the user says otherwise.
@Suite struct ForeignChangesTests {
    private static let question = "was changed meanwhile: o overwrites  S another name  Esc nothing"

    /// A scene with a removal that is not saved, in place or beside the photo, and the file that `s` writes.
    private func removed(inPlace: Bool) throws -> (scene: Scene, file: URL) {
        let scene = try Scene {
            $0.columns = 240
            $0.options.replacesSource = inPlace
        }
        scene.type("  ")
        try #require(scene.remove())
        return (scene, scene.folder.url.appending(path: inPlace ? "photo.png" : "photo-removed.png"))
    }

    private func append(_ text: String, to file: URL) throws {
        let handle = try FileHandle(forUpdating: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    @Test func photoThatWasChangedIsAskedFor() throws {
        let (scene, photo) = try removed(inPlace: true)
        try append("an artist", to: photo)
        let theirs = try Data(contentsOf: photo)
        scene.type("s")
        #expect(scene.wait(for: Self.question))
        #expect(try Data(contentsOf: photo) == theirs)
        // What is meant for something else is no answer.
        scene.type("y")
        #expect(scene.screen.lastLine.contains(Self.question))
        scene.type("\u{1b}")
        #expect(!scene.screen.lastLine.contains(Self.question) && scene.session.editor?.hasUnsavedResult == true)
        scene.type("s")
        #expect(scene.wait(for: Self.question))
        scene.type("o")
        #expect(scene.wait(for: "Saved"))
        #expect(try Data(contentsOf: photo) != theirs && Photo.load(path: photo.path).raster.width == 80)
        // It is this session's now.
        scene.type("u")
        scene.type("\r")
        #expect(scene.wait { scene.session.editor?.running == nil && scene.session.editor?.hasUnsavedResult == true })
        scene.type("s")
        #expect(scene.wait(for: "Saved"))
    }

    @Test func anotherPictureIsAskedFor() throws {
        let (scene, photo) = try removed(inPlace: true)
        try scene.replacePhoto(by: Raster.pattern(width: 10, height: 10))
        scene.type("s")
        #expect(scene.wait(for: Self.question))
        scene.type("S")
        #expect(scene.screen.lastLine.contains("save as: "))
        scene.type("\u{15}\(scene.folder.path("mine.png"))\r")
        #expect(scene.wait(for: "Saved"))
        #expect(try Photo.load(path: photo.path).raster.width == 10)
        #expect(try Photo.load(path: scene.folder.path("mine.png")).raster.width == 80)
    }

    @Test func resultThatWasChangedIsAskedFor() throws {
        let (scene, result) = try removed(inPlace: false)
        scene.type("s")
        #expect(scene.wait(for: "Saved"))
        try append("developed elsewhere", to: result)
        let theirs = try Data(contentsOf: result)
        scene.type("1s")
        #expect(scene.wait(for: Self.question))
        #expect(try Data(contentsOf: result) == theirs)
        scene.type("o")
        #expect(scene.wait(for: "Saved"))
        #expect(try Data(contentsOf: result) != theirs)
    }

    @Test func marksThatWereChangedAreAskedFor() throws {
        let scene = try Scene { $0.columns = 240 }
        scene.type("  M\r")
        #expect(scene.screen.bottom.contains("marks saved"))
        let marks = scene.folder.url.appending(path: "photo_mask.png")
        try append("painted elsewhere", to: marks)
        let theirs = try Data(contentsOf: marks)
        scene.type("M\r")
        #expect(scene.screen.lastLine.contains(Self.question))
        scene.type("S")
        #expect(scene.screen.lastLine.contains("save marks as: "))
        scene.type("\u{1b}")
        #expect(try Data(contentsOf: marks) == theirs)
        scene.type("M\ro")
        #expect(scene.screen.bottom.contains("marks saved"))
        #expect(try Data(contentsOf: marks) != theirs)
    }

    /// A photo that one comes back to is as it was left: what came over it meanwhile is asked about.
    @Test func changesMeanwhileAreAskedAbout() throws {
        let scene = try Scene {
            $0.columns = 240
            $0.photos = ["one.png", "two.png"]
            $0.options.replacesSource = true
        }
        func removeAndSave(_ outcome: String) throws {
            scene.type("  ")
            try #require(scene.remove())
            scene.type("s")
            #expect(scene.wait(for: outcome))
        }
        try removeAndSave("Saved")
        scene.type("n")
        #expect(scene.wait(for: "(2 of 2)") && scene.wait(for: "zoom"))
        try append("an artist", to: scene.folder.url.appending(path: "one.png"))
        scene.type("p")
        #expect(scene.wait(for: "(1 of 2)") && scene.wait(for: "zoom"))
        try removeAndSave(Self.question)
    }

    @Test func writeProtectionIsRespected() throws {
        let (scene, photo) = try removed(inPlace: true)
        chmod(photo.path, 0o444)
        let before = try Data(contentsOf: photo)
        scene.type("s")
        #expect(scene.wait(for: "is write-protected and was not replaced; allow it with chmod u+w"))
        #expect(try Data(contentsOf: photo) == before)
        chmod(photo.path, 0o644)
        scene.type("s")
        #expect(scene.wait(for: "Saved"))
    }
}
