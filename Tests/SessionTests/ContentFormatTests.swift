import Foundation
import Photo
import Support
import Terminal
import Testing

/// A photo is saved as what it is, not as what its name says, unless the user names another format.
@Suite struct ContentFormatTests {
    /// A PNG file called `photo.jpg`, of which something was removed.
    private func removed(inPlace: Bool) throws -> Scene {
        let scene = try Scene {
            $0.columns = 240
            $0.photos = ["photo.jpg"]
            $0.options.replacesSource = inPlace
        }
        scene.type("  ")
        try #require(scene.remove())
        return scene
    }

    private func format(_ scene: Scene, _ name: String) throws -> Photo.Format { try Photo.load(path: scene.folder.path(name)).format }

    @Test func besideThePhoto() throws {
        let scene = try removed(inPlace: false)
        scene.type("s")
        #expect(scene.wait(for: "photo.jpg is a PNG by its content, and stays one"))
        #expect(try format(scene, "photo-removed.png") == .png)
    }

    @Test func inPlace() throws {
        let scene = try removed(inPlace: true)
        scene.type("s")
        #expect(scene.wait(for: "photo.jpg is a PNG by its content, and stays one"))
        #expect(try format(scene, "photo.jpg") == .png && scene.folder.names == ["photo.jpg", "state"])
        // The name that is offered is no choice of the user's.
        scene.type("S\r")
        #expect(scene.wait(for: "stays one"))
        #expect(try format(scene, "photo.jpg") == .png)
    }

    @Test func underANameOfTheUsers() throws {
        let scene = try removed(inPlace: false)
        scene.type("S\u{15}\(scene.folder.path("mine.jpg"))\r")
        #expect(scene.wait(for: "encoded as JPEG"))
        #expect(try format(scene, "mine.jpg") == .jpeg)
    }
}
