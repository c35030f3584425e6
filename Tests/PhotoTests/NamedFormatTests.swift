import Photo
import Pixels
import Support
import System
import Testing

/// What the name of a result promises is what is in it.
@Suite struct NamedFormatTests {
    private let folder: TemporaryFolder
    private let photo: Photo

    init() throws {
        folder = try TemporaryFolder()
        try Raster(width: 9, height: 7, model: .rgb).writePNG(to: folder.path("photo.png"))
        photo = try Photo.load(path: folder.path("photo.png"))
    }

    private func save(as name: String) throws {
        _ = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 63), to: folder.path(name))
    }

    @Test(arguments: ["a.gif", "a.JP2", "a.b.psd"]) func otherFormatsAreRefused(name: String) throws {
        let refusal = PhotoError.cannotEncode(path: FilePath(folder.path(name)), reason: "only \(Photo.Format.list) can be written")
        #expect(throws: refusal) { try save(as: name) }
        #expect(folder.names == ["photo.png"])
    }

    /// The photo's own format where the name says nothing; 0x89 begins a PNG file, 0xff a JPEG file.
    @Test(arguments: [("plain", 0x89), ("photo.2026-11-24", 0x89), ("gif", 0x89), ("a.gif.PNG", 0x89), ("a.jpeg", 0xff)])
    func namesChooseTheFormat(name: String, firstByte: UInt8) throws {
        try save(as: name)
        #expect(try fileBytes(folder.path(name)).first == firstByte)
    }
}
