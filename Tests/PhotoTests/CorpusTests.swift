import Foundation
import Photo
import Support
import System
import Testing

/// Small bad files, each named for its bug: what is in `refused` gives an error, what is in `opened` a photo.
@Suite struct CorpusTests {
    private static let corpus = PackageFolder.path("Tests/PhotoTests/Corpus")

    private static func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: corpus + folder).sorted().map { corpus + folder + "/" + $0 }
            .filter { Photo.format(named: FilePath($0)) != nil }
    }

    /// The costliest of these files takes one, of which most is for 64 MiB of text; those that were refused or mended for their time
    /// took minutes.
    private static let mostSeconds = 20.0

    /// Seconds of this thread, which a busy machine does not change.
    private func seconds(_ body: () throws -> Void) rethrows -> Double {
        let begin = ThreadClock.seconds
        try body()
        return ThreadClock.seconds - begin
    }

    @Test(arguments: try Self.files("/refused"))
    func refused(path: String) {
        let time = seconds {
            let error = #expect(throws: PhotoError.self) { _ = try Photo.load(path: path) }
            // The files are small and whole, so it is not the system that fails.
            if case .cannotRead = error { Issue.record(error!) }
            #expect(throws: PhotoError.self) { _ = try Photo.preview(path: path, maximumSide: 100) }
        }
        #expect(time < Self.mostSeconds)
    }

    /// What is opened can be shown, and saved in all formats but those that are encoded anew as a whole, with nothing and with everything changed.
    @Test(arguments: try Self.files("/opened"))
    func opened(path: String) throws {
        let folder = try TemporaryFolder()
        let time = try seconds {
            let photo = try Photo.load(path: path)
            _ = photo.displayRaster()
            _ = try Photo.preview(path: path, maximumSide: 10)
            for (index, name) in Photo.Format.allCases.filter({ $0.result == $0 }).flatMap({ ["0.\($0.fileExtension)", "1.\($0.fileExtension)"] })
                .enumerated()
            {
                let changed = [UInt8](repeating: UInt8(index % 2), count: photo.raster.width * photo.raster.height)
                _ = try photo.save(photo.raster, changed: changed, to: folder.path(name))
                #expect(try Photo.load(path: folder.path(name)).raster.bounds == photo.raster.bounds)
            }
        }
        #expect(time < Self.mostSeconds)
    }
}
