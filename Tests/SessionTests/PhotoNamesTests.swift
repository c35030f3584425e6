import Foundation
import Photo
import Pixels
import Support
import System
import Terminal
import Testing
import madf_tui

/// Names that go with a photo, and photos of a folder.
@Suite struct PhotoNamesTests {
    @Test func placesOfResults() {
        #expect(FilePath("/a/b.jpg").removed(as: nil) == "/a/b-removed.jpg" && FilePath("b").removed(as: .png) == "b-removed")
        #expect(FilePath("/a/b.JPG").removed(as: .jpeg) == "/a/b-removed.JPG" && FilePath("/a/b.jpg").removed(as: .png) == "/a/b-removed.png")
        #expect(FilePath("b.2026-11-24").removed(as: .png) == "b-removed.2026-11-24" && FilePath("b.webp").removed(as: .jpeg) == "b-removed.jpg")
        #expect(FilePath("/a/b-removed.jpg").removed(as: nil) == "/a/b-removed-2.jpg" && FilePath("b-removed-9").removed(as: nil) == "b-removed-10")
        #expect(
            FilePath("b-removed-2.jpg").removed(as: .png) == "b-removed-3.png" && FilePath("-removed.jpg").removed(as: nil) == "-removed-removed.jpg")
        for other in ["b-removed-1", "b-removed-02", "b-removed-", "b-2", "b-removed-99999999999999999999"] {
            #expect(FilePath(other + ".jpg").removed(as: nil) == FilePath(other + "-removed.jpg"))
        }
        #expect(FilePath("/a/b.jpg").stage("coarse", in: "/c", as: .jpeg) == "/c/b-coarse.jpg")
        #expect(FilePath("/a/b.jpg").stage("coarse", in: "/c/", as: .png) == "/c/b-coarse.png")
        #expect(FilePath("/a/b.jpg").masks == ["/a/b_mask.png", "/a/b-mask.png"])
    }

    @Test func photosOfAFolder() throws {
        let folder = try TemporaryFolder()
        let results = ["a-removed.jpg", "b-mask.png", "b_mask.png", "b-removed-1.png", "c-removed-2.jpg"]
        for name in ["b.PNG", "a.jpeg", ".c.png", "notes.txt", "halloween_mask.jpg", "c-removed.png", "_mask.png"] + results {
            try Data().write(to: folder.url.appending(path: name))
        }
        func paths(_ names: [String]) -> [FilePath] { names.map { FilePath(folder.path($0)) } }
        let selection = try PhotoSelection([FilePath(folder.url.path), "other.png"])
        #expect(selection.photos == paths(["_mask.png", "a.jpeg", "b.PNG", "c-removed.png", "halloween_mask.jpg"]) + ["other.png"])
        #expect(selection.note() == "left out as masks and results of photos beside them: a-removed.jpg, b-mask.png, b-removed-1.png and 2 more")
        #expect(selection.note(but: Set(paths(results).dropFirst())) == "left out as a mask or result of a photo beside it: a-removed.jpg")
        #expect(selection.note(but: Set(paths(results))) == nil)
        let empty = try TemporaryFolder()
        #expect { try PhotoSelection([FilePath(empty.url.path)]) } throws: { "\($0)".contains("has no files of \(Photo.Format.list)") }
    }

    @Test func completionGoesAsFarAsThereIsOneWay() throws {
        let folder = try TemporaryFolder()
        for name in ["holiday-one.png", "holiday-two.png", ".hidden"] { try Data().write(to: folder.url.appending(path: name)) }
        try FileManager.default.createDirectory(at: folder.url.appending(path: "other"), withIntermediateDirectories: false)
        #expect(FilePath.completed(folder.path("ho")) == folder.path("holiday-"))
        #expect(FilePath.completed(folder.path("holiday-o")) == folder.path("holiday-one.png"))
        #expect(FilePath.completed(folder.path("ot")) == folder.path("other") + "/")
        #expect(FilePath.completed(folder.path(".h")) == folder.path(".hidden"))
        #expect(FilePath.completed(folder.path("none")) == folder.path("none"))
        #expect(FilePath.completed("/nowhere/x") == "/nowhere/x")
    }

    /// Bytes that are no text are gone on with too, and letters that begin with the same byte are not cut within it.
    @Test func completionOfAnyBytes() throws {
        let folder = try TemporaryFolder(), path = FilePath(folder.url.path)
        for name in [[0x61, 0xE9, 0x2E], Array("é".utf8), Array("è".utf8)] as [[UInt8]] { _ = try File(path.appending(bytes: name), .new) }
        #expect(FilePath(escaped: FilePath.completed(folder.path("a"))) == path.appending(bytes: [0x61, 0xE9, 0x2E]))
        for name in ["é", "è"] { _ = try File(path.appending("x" + name), .new) }
        #expect(FilePath.completed(folder.path("x")) == folder.path("x"))
    }

    @Test func messagesNameFilesWhereThereIsLittleRoom() {
        let message = "Saved /a/very/long/way/to/photo.png: done."
        #expect(TextLine.shortenedPaths(message, to: 60) == message)
        #expect(TextLine.shortenedPaths(message, to: 30) == "Saved .../photo.png: done.")
    }
}
