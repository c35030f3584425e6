import Support
import System
import Testing

/// Names made of names, byte by byte.
@Suite struct FilePathTests {
    @Test(
        arguments: [
            ("photo.jpg", "photo-removed.jpg", "jpg"), ("/a.b/photo", "/a.b/photo-removed", ""), (".hidden", ".hidden-removed", ""),
            ("a/b.c/d.PNG", "a/b.c/d-removed.PNG", "png"), ("photo.", "photo-removed.", ""), ("x.tar.gz", "x.tar-removed.gz", "gz"),
        ] as [(FilePath, FilePath, String)]) func stems(path: FilePath, removed: FilePath, kind: String)
    {
        #expect(path.appendingToStem("-removed") == removed)
        #expect(path.kind == kind)
    }

    @Test func extensionsAreReplaced() {
        #expect(FilePath("a/b.jpg").appendingToStem("-mask.png", replacingExtension: true) == "a/b-mask.png")
        #expect(FilePath(bytes: [0xE9, 0x2E, 0x6A]).appendingToStem("_").bytes == [0xE9, 0x5F, 0x2E, 0x6A])
    }

    @Test func formsOfALetterAreTwoNames() {
        #expect("caf\u{E9}" == "cafe\u{301}")
        #expect(FilePath("caf\u{E9}") != FilePath("cafe\u{301}"))
        #expect(Set<FilePath>(["caf\u{E9}", "cafe\u{301}"]).count == 2)
    }

    @Test func foldersAreListedByBytes() throws {
        let folder = try TemporaryFolder(), path = FilePath(folder.url.path)
        let names: [FilePath] = ["Z", "a", FilePath(bytes: [0xE9]), ".b"]
        for name in names { _ = try File(path.pushing(name), .new) }
        try path.appending("c").makeFolder()
        #expect(try path.namesInFolder() == [".b", "Z", "a", "c", FilePath(bytes: [0xE9])])
        #expect(throws: Errno.notDirectory) { try path.appending("a").makeFolder() }
        #expect(throws: Errno.noSuchFileOrDirectory) { try path.appending("none").namesInFolder() }
    }
}
