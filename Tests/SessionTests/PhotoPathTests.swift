import Foundation
import Pixels
import Support
import Testing
import madf_tui

@Suite struct PhotoPathTests {
    @Test(arguments: [
        ("/a/b.jpg", "/a/", "b.jpg", "b", ".jpg"), ("b.tar.gz", "", "b.tar.gz", "b.tar", ".gz"), ("/a.b/c", "/a.b/", "c", "c", ""),
        (".hidden", "", ".hidden", ".hidden", ""), ("/a/.hidden.png", "/a/", ".hidden.png", ".hidden", ".png"), ("a/", "a/", "", "", ""),
    ]) func partsOfAName(path: String, folder: String, name: String, stem: String, pathExtension: String) {
        let file = PhotoPath(path)
        #expect(file.folder == folder && file.name == name && file.nameStem == stem && file.pathExtension == pathExtension)
    }

    @Test func placesOfResults() {
        #expect(PhotoPath("/a/b.jpg").removed == "/a/b-removed.jpg" && PhotoPath("b").removed == "b-removed")
        #expect(PhotoPath("/a/b.jpg").stage("coarse", in: "/c") == "/c/b-coarse.jpg")
        #expect(PhotoPath("/a/b.jpg").stage("coarse", in: "/c/") == "/c/b-coarse.jpg")
    }

    @Test func photosOfAFolder() throws {
        let folder = try TemporaryFolder()
        for name in ["b.PNG", "a.jpeg", "a-removed.jpg", "b-mask.png", "b_mask.png", ".c.png", "notes.txt"] {
            try Data().write(to: folder.url.appending(path: name))
        }
        #expect(try PhotoPath.photos(of: [folder.url.path, "other.png"]) == [folder.path("a.jpeg"), folder.path("b.PNG"), "other.png"])
        let empty = try TemporaryFolder()
        #expect { try PhotoPath.photos(of: [empty.url.path]) } throws: { "\($0)".contains("has no JPEG or PNG files") }
    }

    @Test func completionGoesAsFarAsThereIsOneWay() throws {
        let folder = try TemporaryFolder()
        for name in ["holiday-one.png", "holiday-two.png", ".hidden"] { try Data().write(to: folder.url.appending(path: name)) }
        try FileManager.default.createDirectory(at: folder.url.appending(path: "other"), withIntermediateDirectories: false)
        #expect(PhotoPath.completed(folder.path("ho")) == folder.path("holiday-"))
        #expect(PhotoPath.completed(folder.path("holiday-o")) == folder.path("holiday-one.png"))
        #expect(PhotoPath.completed(folder.path("ot")) == folder.path("other") + "/")
        #expect(PhotoPath.completed(folder.path(".h")) == folder.path(".hidden"))
        #expect(PhotoPath.completed(folder.path("none")) == folder.path("none"))
        #expect(PhotoPath.completed("/nowhere/x") == "/nowhere/x")
    }

    @Test func messagesNameFilesWhereThereIsLittleRoom() {
        let message = "Saved /a/very/long/way/to/photo.png: done."
        #expect(PhotoPath.shortened(message, to: 60) == message)
        #expect(PhotoPath.shortened(message, to: 30) == "Saved .../photo.png: done.")
    }
}
