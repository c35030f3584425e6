import Foundation
import Photo
import Pixels
import Support
import Testing

/// The content of a photo decides in which format its result is, unless a name for it was given.
@Suite struct ContentFormatTests {
    /// A PNG of 16 bits and alpha called `photo.jpg`, and a JPEG called `picture.png`, with a mask `m.png` for both.
    private static func write(_ folder: String) throws {
        try BatchTests.write(folder + "/photo.png", mask: folder + "/m.png")
        let photo = try Photo.load(path: folder + "/photo.png")
        _ = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 6_300), to: folder + "/photo.jpeg")
        var deep = Raster(width: 90, height: 70, model: .rgba, sampleType: .uint16)
        for y in 0..<70 { for x in 0..<90 { for channel in 0..<4 { deep[x, y, channel] = 65_535 - 100 * channel * (x + y) } } }
        try deep.writePNG(to: folder + "/photo.png")
        rename(folder + "/photo.png", folder + "/photo.jpg")
        rename(folder + "/photo.jpeg", folder + "/picture.png")
    }

    private func run(_ arguments: [String], _ check: (Executable.Outcome, _ folder: String) throws -> Void) throws {
        try withFolder { folder in
            try Self.write(folder)
            try check(BatchTests.run(["--mask", folder + "/m.png"] + arguments.map { $0.replacing("FOLDER", with: folder) }), folder)
        }
    }

    private func expectDeepPNG(_ path: String) throws {
        let photo = try Photo.load(path: path)
        #expect(photo.format == .png && photo.raster.sampleType == .uint16 && photo.raster.model == .rgba)
    }

    private func expectJPEG(_ path: String) throws { #expect(try Photo.load(path: path).format == .jpeg) }

    @Test func besideThePhoto() throws {
        try run(["FOLDER/photo.jpg"]) { outcome, folder in
            try expectDeepPNG(folder + "/photo-removed.png")
            #expect(outcome.status == 0 && outcome.text.contains("photo.jpg is a PNG by its content, and stays one"), "\(outcome.errors)")
        }
        try run(["FOLDER/picture.png"]) { outcome, folder in
            try expectJPEG(folder + "/picture-removed.jpg")
            #expect(outcome.text.contains("picture.png is a JPEG by its content, and stays one"))
        }
    }

    @Test func inPlace() throws {
        try run(["--in-place", "FOLDER/photo.jpg"]) { outcome, folder in
            try expectDeepPNG(folder + "/photo.jpg")
            #expect(outcome.text.contains("by its content, and stays one"))
        }
        try run(["--in-place", "FOLDER/picture.png"]) { _, folder in try expectJPEG(folder + "/picture.png") }
    }

    @Test func inFolders() throws {
        try run(["--output-dir", "FOLDER/out", "--stages", "FOLDER/stages", "--stage", "coarse", "FOLDER/photo.jpg", "FOLDER/picture.png"]) {
            outcome, folder in
            #expect(outcome.status == 0, "\(outcome.errors)")
            try expectDeepPNG(folder + "/out/photo.png")
            try expectDeepPNG(folder + "/stages/photo-coarse.png")
            try expectJPEG(folder + "/out/picture.jpg")
            try expectJPEG(folder + "/stages/picture-coarse.jpg")
        }
    }

    /// Two photos may come to one name only through their contents.
    @Test func sameNamesAreRefused() throws {
        try run(["--output-dir", "FOLDER/out", "FOLDER/photo.jpg", "FOLDER/photo.png"]) { outcome, folder in
            #expect(outcome.status == 1 && outcome.errors.contains("would both be saved as"))
        }
    }

    @Test func namesThatAreGivenCount() throws {
        try run(["-o", "FOLDER/new.jpg", "FOLDER/photo.jpg"]) { outcome, folder in
            #expect(outcome.status == 0 && !outcome.text.contains("stays one"))
            try expectJPEG(folder + "/new.jpg")
        }
    }

    /// Another picture's extension says nothing of what is in a photo either.
    @Test func extensionsOfOtherFormats() throws {
        try withFolder { folder in
            try Self.write(folder)
            rename(folder + "/photo.jpg", folder + "/photo.gif")
            #expect(try BatchTests.run(["--mask", folder + "/m.png", folder + "/photo.gif"]).status == 0)
            try expectDeepPNG(folder + "/photo-removed.png")
            #expect(try BatchTests.run(["--mask", folder + "/m.png", "--in-place", folder + "/photo.gif"]).status == 0)
            try expectDeepPNG(folder + "/photo.gif")
        }
    }

    #if HEIF
    /// What can only be encoded as a whole with loss becomes a PNG beside the photo, unless it is to be replaced.
    @Test func resultsOfHEICArePNG() throws {
        try withFolder { folder in
            try BatchTests.write(folder + "/a.png", mask: folder + "/m.png")
            let photo = try Photo.load(path: folder + "/a.png")
            _ = try photo.save(photo.raster, changed: [UInt8](repeating: 0, count: 6_300), to: folder + "/b.heic")
            let heic = try Photo.load(path: folder + "/b.heic")
            let outcome = try BatchTests.run(["--mask", folder + "/m.png", folder + "/b.heic"])
            #expect(outcome.status == 0 && outcome.text.contains("b-removed.png: written as PNG"), "\(outcome.errors)")
            let result = try Photo.load(path: folder + "/b-removed.png")
            #expect(result.format == .png && result.raster[0, 0, 0] == heic.raster[0, 0, 0])
            let inPlace = try BatchTests.run(["--mask", folder + "/m.png", "--in-place", folder + "/b.heic"])
            #expect(inPlace.status == 0 && inPlace.text.contains("all of it encoded anew as HEIC"), "\(inPlace.errors)")
            #expect(try Photo.load(path: folder + "/b.heic").format == .heif)
        }
    }
    #endif
}
