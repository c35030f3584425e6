import Foundation
import Photo
import Pixels
import Support
import System
import Testing

/// Disks that are full, read-only or gone: a clear error, the old file whole, no temporary left.
@Suite struct DiskTests {
    enum Kind: String, CaseIterable { case png, jpg }

    private static let side = 150

    /// Noise, which takes some tens of KB in either format.
    private func write(_ kind: Kind, to path: String) throws {
        let samples = Noise.bytes(Self.side * Self.side * 3, seed: 8)
        if kind == .png {
            try Raster(width: Self.side, height: Self.side, model: .rgb, bytes: samples).writePNG(to: path)
        } else {
            let file = JPEGKind(name: "").encode(samples, width: Self.side, height: Self.side)
            try Data(file).write(to: URL(fileURLWithPath: path))
        }
    }

    /// Saves over the photo, with a part of it black.
    private func save(_ photo: Photo, to path: String) throws(PhotoError) {
        let black = Raster(width: Self.side, height: Self.side, model: .rgb)
        let changed = (0..<Self.side * Self.side).map { UInt8($0 < 1000 ? 1 : 0) }
        _ = try photo.save(black, changed: changed, to: path, replacing: .source)
    }

    /// Expects that saving fails for `errno`, in words, and has changed nothing.
    private func expectFailure(_ photo: Photo, at path: String, in folder: TemporaryFolder, errno: Int32) throws {
        let before = try fileBytes(path), names = folder.names
        let error = #expect(throws: PhotoError.cannotWrite(path: FilePath(path), errno: errno)) { try save(photo, to: path) }
        let reason = String(cString: strerror(errno))
        #expect(error?.description == "Cannot save \(path): \(reason). Nothing was replaced; save elsewhere.")
        #expect(try fileBytes(path) == before && folder.names == names)
    }

    /// Room for the photo and half of it again: the write fails in the middle of the file.
    @Test(.enabled(if: Mount.isPossible, Mount.reason), arguments: Kind.allCases)
    func fullDisk(kind: Kind) throws {
        let mount = try #require(Mount(bytes: 1 << 20)), folder = mount.folder
        let path = folder.path("photo.\(kind)"), ballast = folder.path("ballast")
        try write(kind, to: path)
        let photo = try Photo.load(path: path)
        let room = (1 << 20) - 3 * (try fileBytes(path).count) / 2
        try Data(count: room / 4096 * 4096).write(to: URL(fileURLWithPath: ballast))
        try expectFailure(photo, at: path, in: folder, errno: ENOSPC)
        try FileManager.default.removeItem(atPath: ballast)
        try save(photo, to: path)
        #expect(try Photo.load(path: path).raster.bytes != photo.raster.bytes && folder.names == ["photo.\(kind)"])
    }

    @Test(.enabled(if: Mount.isPossible, Mount.reason), arguments: Kind.allCases)
    func readOnlyDisk(kind: Kind) throws {
        let mount = try #require(Mount(bytes: 1 << 20)), folder = mount.folder
        let path = folder.path("photo.\(kind)")
        try write(kind, to: path)
        let photo = try Photo.load(path: path)
        try #require(mount.makeReadOnly())
        try expectFailure(photo, at: path, in: folder, errno: EROFS)
    }

    @Test(arguments: Kind.allCases)
    func vanishedFolder(kind: Kind) throws {
        let folder = try TemporaryFolder(), elsewhere = try TemporaryFolder()
        let path = folder.path("photo.\(kind)")
        try write(kind, to: path)
        let photo = try Photo.load(path: path)
        try FileManager.default.removeItem(at: folder.url)
        #expect(throws: PhotoError.cannotWrite(path: FilePath(path), errno: ENOENT)) { try save(photo, to: path) }
        // The photo is in memory: it can be saved elsewhere, as the error says.
        try save(photo, to: elsewhere.path("photo.\(kind)"))
        #expect(try Photo.load(path: elsewhere.path("photo.\(kind)")).raster.bounds == photo.raster.bounds)
    }

    /// The whole program: one line that names the file, status 1, and nothing changed.
    @Test(.enabled(if: Mount.isPossible, Mount.reason)) func programOnFullDisk() throws {
        let mount = try #require(Mount(bytes: 40 << 10))
        let program = try SavingProgram(folder: mount.folder)
        let (status, errors) = try program.run()
        #expect(status == 1)
        #expect(errors == "madf-tui: Cannot save \(program.photo): No space left on device. Nothing was replaced; save elsewhere.\n")
        #expect(try program.content == program.original)
        #expect(program.isTidy)
    }
}
