#if TIFF
import Foundation
import Photo
import Pixels
import Support
import System
import Testing

@Suite struct TIFFTests {
    private static let width = TIFFKind.width, height = TIFFKind.height

    /// Saves with the samples of some pixels in the middle turned round; what was read, meant and saved.
    private func save(
        _ file: [UInt8], as name: String = "b.tif", page: Int? = nil
    ) throws -> (photo: Photo, expected: Raster, changed: [UInt8], file: [UInt8], report: String) {
        let folder = try TemporaryFolder(), photo = try Photo.load(bytes: file, path: "a.tif", page: page)
        var result = photo.raster, expected = photo.raster
        for index in result.bytes.indices { result.bytes[index] = ~result.bytes[index] }
        let size = photo.raster.bytesPerPixel, columns = photo.raster.width
        // In the upper left part, so that the last strips and tiles are left alone.
        let changed = (0..<columns * photo.raster.height).map { pixel -> UInt8 in
            let x = pixel % columns, y = pixel / columns
            return (9...12).contains(x) && (8...13).contains(y) && (x + y) % 3 > 0 ? 1 : 0
        }
        for index in result.bytes.indices where changed[index / size] != 0 { expected.bytes[index] = result.bytes[index] }
        let report = try photo.save(result, changed: changed, to: folder.path(name))
        return (photo, expected, changed, try fileBytes(folder.path(name)), report.description)
    }

    /// Strips and tiles without a marked pixel are the same bytes, all others the same samples but for those of marked pixels, and all tags
    /// stay.
    @Test(arguments: TIFFKind.all) func onlyChangedPixelsChange(kind: TIFFKind) throws {
        let more: [(Int, Int, [UInt8])] = [
            (65_001, 7, [UInt8](repeating: 9, count: 40)), (305, 2, Array("maker\0".utf8)), (65_002, 4, [1, 2, 3, 4]),
        ]
        let file = try kind.file(more), (photo, expected, changed, saved, report) = try save(file)
        let before = try TIFFContents(file), after = try TIFFContents(saved)
        #expect(after.described == before.described && after.position == before.position && after.next == 0)
        let (oldSamples, newSamples) = (try before.decoded(), try after.decoded())
        #expect(oldSamples.count == newSamples.count)
        let touched = zip(oldSamples, newSamples).map { $0 != $1 }
        for (index, (old, new)) in zip(before.chunks, after.chunks).enumerated() where !touched[index] { #expect(old == new) }
        #expect(touched.contains(true) && touched.contains(false), "\(report)")
        // No more bytes differ than those of the marked pixels.
        let bitsOfPixel = kind.bits * kind.samples, marked = changed.reduce(0) { $0 + Int($1) }
        let different = zip(oldSamples, newSamples).reduce(0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) } }
        #expect(different <= marked * max(1, (bitsOfPixel + 7) / 8 + (bitsOfPixel % 8 == 0 ? 0 : 1)))
        let again = try Photo.load(bytes: saved, path: "b.tif").raster
        for pixel in changed.indices where changed[pixel] == 0 {
            let range = pixel * again.bytesPerPixel..<(pixel + 1) * again.bytesPerPixel
            #expect(again.bytes[range] == photo.raster.bytes[range])
        }
        // What is marked is as it should be, where the file can tell it: 8 and 16 bits a sample, no palette, no Lab, no alpha in the colors.
        if kind.bits % 8 == 0, ![3, 8, 9].contains(kind.photometric), kind.extra.first != 1, !(kind.photometric == 5 && kind.bits == 16) {
            #expect(kind.format == 3 || again == expected)
        }
        #expect(report.contains("nearest colors of the palette") == (kind.photometric == 3))
    }

    /// Whether a palette repeats the upper half of a number in the lower one, or leaves that empty: the color is the same.
    @Test func palettesOfBothHabits() throws {
        let kind = TIFFKind(bits: 8, photometric: 3, samples: 1)
        func palette(_ factor: Int) -> Data {
            Data((0..<3 << 8).flatMap { [UInt8]((($0 * 40_503 & 0xFF00) >> 8) * factor, bytes: 2, .littleEndian) })
        }
        var file = Data(try kind.file())
        let repeating = try Photo.load(bytes: Array(file), path: "a.tif").raster
        file.replaceSubrange(try #require(file.range(of: palette(257))), with: palette(256))
        #expect(try Photo.load(bytes: Array(file), path: "a.tif").raster == repeating)
    }

    /// What is read is what the samples mean.
    @Test func samplesAreRead() throws {
        let rgb = try Photo.load(bytes: TIFFKind().file(), path: "a").raster
        let gray = try Photo.load(bytes: TIFFKind(bits: 4, photometric: 0, samples: 1).file(), path: "a").raster
        let deep = try Photo.load(bytes: TIFFKind(bits: 12, photometric: 1, samples: 1).file(), path: "a").raster
        let alpha = try Photo.load(bytes: TIFFKind(samples: 4, extra: [1]).file(), path: "a").raster
        #expect(rgb.model == .rgb && gray.model == .gray && deep.sampleType == .uint16 && alpha.model == .rgba)
        for (x, y) in [(0, 0), (36, 28), (17, 20)] {
            for channel in 0..<3 { #expect(rgb[x, y, channel] == TIFFKind().sample(x, y, channel)) }
            #expect(gray[x, y, 0] == 255 - 17 * TIFFKind(bits: 4, samples: 1).sample(x, y, 0))
            #expect(deep[x, y, 0] == (TIFFKind(bits: 12, samples: 1).sample(x, y, 0) * 65_535 + 2047) / 4095)
            let kind = TIFFKind(samples: 4, extra: [1]), opacity = kind.sample(x, y, 3)
            #expect(alpha[x, y, 3] == opacity)
            if opacity > 0 { #expect(alpha[x, y, 0] == (kind.sample(x, y, 0) * 255 + opacity / 2) / opacity) }
        }
    }

    /// Lab of a known color: sRGB's red is about 54, 81, 70 for the white of D50.
    @Test(arguments: [8, 9]) func labIsRead(photometric: Int) throws {
        var file = try TIFFKind(photometric: photometric).file()
        let place = try TIFFContents(file).numbers(273)[0], offset: UInt8 = photometric == 9 ? 128 : 0
        file.replaceSubrange(place..<place + 3, with: [138, 81 &+ offset, 70 &+ offset])
        let raster = try Photo.load(bytes: file, path: "a").raster
        #expect(abs(raster[0, 0, 0] - 65_535) < 1500 && raster[0, 0, 1] < 6000 && raster[0, 0, 2] < 6000)
    }

    @Test(arguments: [nil, 1, 2]) func otherPagesStay(page: Int?) throws {
        var file = try TIFFKind(compression: 8).file()
        let first = try TIFFContents(file), second = file.count
        let tiled = try TIFFKind(compression: 5, isTiled: true).file()
        // The second page's directory points at its tiles where they come to be.
        let other = try TIFFContents(tiled)
        file += tiled
        let moved = other.numbers(324).flatMap { [UInt8]($0 + second, bytes: 4, .littleEndian) }
        let fields = other.fields.map { (tag: $0.key, type: $0.value.type, data: $0.key == 324 ? moved : $0.value.data) }
        let directory = TIFFKind.directory(fields, .littleEndian, into: &file), link = first.position + 2 + 12 * first.fields.count
        file.replaceSubrange(link..<link + 4, with: [UInt8](directory, bytes: 4, .littleEndian))
        let (photo, expected, _, saved, _) = try save(file, page: page)
        #expect(photo.warnings?.contains("it has 2 pages, of which this is page \(page ?? 1)") == true)
        let before = [try TIFFContents(file), try TIFFContents(file, at: directory)]
        let after = [try TIFFContents(saved), try TIFFContents(saved, at: TIFFContents(saved).next)]
        for index in 0..<2 {
            #expect(before[index].described == after[index].described)
            #expect((before[index].chunks == after[index].chunks) == (index != (page ?? 1) - 1))
        }
        #expect(try Photo.load(bytes: saved, path: "b.tif", page: page).raster == expected)
    }

    @Test func pagesThatAreNotThereAreRefused() throws {
        let file = try TIFFKind().file()
        #expect(throws: PhotoError.noPage(path: "a", page: 2, of: 1)) { try Photo.load(bytes: file, path: "a", page: 2) }
        let png = PackageFolder.path("Tests/PhotoTests/Corpus/opened/text-bomb.png")
        #expect(throws: PhotoError.noPage(path: FilePath(png), page: 2, of: 1)) { try Photo.load(path: FilePath(png), page: 2) }
    }

    /// A small file that tells of a large picture takes neither memory nor time for it, and the message is ours.
    @Test(arguments: ["claims-14000-squared", "claims-14000-squared-deflate"]) func smallFilesOfLargePicturesAreRefused(name: String) throws {
        let path = FilePath(PackageFolder.path("Tests/PhotoTests/Corpus/refused/\(name).tif"))
        #expect(throws: PhotoError.damaged(path: path, reason: "its strips or tiles have too few bytes for its picture")) {
            try Photo.load(path: path)
        }
    }

    /// What libtiff says follows what the program says.
    @Test func librariesDoNotSpeakAlone() throws {
        let path = FilePath(PackageFolder.path("Tests/PhotoTests/Corpus/refused/lzw-nonsense.tif"))
        let error = #expect(throws: PhotoError.self) { try Photo.load(path: path) }
        #expect(error?.description.contains("is damaged: one of its strips or tiles cannot be decoded (libtiff: ") == true)
    }

    /// Tags that libtiff does not know are kept, and so no warning speaks of them as it does of a text without an end.
    @Test(arguments: [(65_001, "of our own\0", false), (305, "not ended", true)])
    func privateTagsAreNotOdd(tag: Int, text: String, isOdd: Bool) throws {
        let photo = try Photo.load(bytes: TIFFKind().file([(tag, 2, Array(text.utf8))]), path: "a.tif")
        #expect(photo.warnings?.contains("odd entries") ?? false == isOdd)
    }

    /// Pictures of a stack, of which no directory speaks, are no left-overs.
    @Test func picturesOfAStackStay() throws {
        let others = Noise.bytes(3_000, seed: 8)
        let stack = try save(TIFFKind().file([(270, 2, Array("ImageJ=1.53t\nimages=2\n\0".utf8))]) + others)
        #expect(stack.file.suffix(3_000).elementsEqual(others) && stack.photo.warnings?.contains("it is a stack") == true)
        #expect(try save(TIFFKind().file() + others).report.contains("data that no directory speaks of"))
    }

    /// A value that names the directory's own bytes as a picture does not take the directory along.
    @Test func valuesOverDirectoriesStay() throws {
        let preview = HidingPlace.preview, kind = TIFFKind()
        var file = try kind.file([(65_010, 7, preview), (65_011, 7, preview)])
        let contents = try TIFFContents(file)
        let entry = contents.position + 2 + 12 * (contents.fields.keys.sorted().firstIndex(of: 65_011)!)
        let start = try #require(file.number(at: entry + 8, bytes: 4, .littleEndian))
        file.replaceSubrange(entry + 4..<entry + 8, with: [UInt8](file.count - start, bytes: 4, .littleEndian))
        let saved = try save(file).file
        #expect(try TIFFContents(saved).fields.count == contents.fields.count)
        _ = try Photo.load(bytes: saved, path: "b")
    }

    /// Where strips lie would be written over what says that the file is a TIFF, or is told twice, so that libtiff takes another place, or so
    /// that it guesses; and a strip names a table of JPEG by a number that none can have.
    @Test(arguments: [
        "lengths-in-header": "the places of its strips", "lengths-of-bytes": "the places of its strips",
        "odd-places-and-lengths": "the places of its strips", "table-of-odd-number": "one of its strips cannot be encoded anew",
    ]) func whatCouldNotBeReadAgainIsNotSaved(name: String, reason: String) throws {
        let file = try fileBytes(PackageFolder.path("Tests/PhotoTests/Corpus/unsaved/\(name).tif"))
        let photo = try Photo.load(bytes: file, path: "a.tif"), folder = try TemporaryFolder()
        var noise = photo.raster
        noise.bytes = Noise.bytes(noise.bytes.count, seed: 9)
        let changed = (0..<noise.width * noise.height).map { UInt8($0 / 7 % 5 == 2 ? 1 : 0) }
        let error = #expect(throws: PhotoError.self) { try photo.save(noise, changed: changed, to: folder.path("b.tif")) }
        #expect(error?.description.contains("b.tif: \(reason)") == true)
    }

    /// A strip that has become longer is found where it went, also where more places are told than lengths.
    @Test func offsetsWithoutLengthsStay() throws {
        let photo = try Photo.load(path: FilePath(PackageFolder.path("Tests/PhotoTests/Corpus/opened/more-offsets-than-lengths.tif")))
        var noise = photo.raster
        noise.bytes = Noise.bytes(noise.bytes.count, seed: 9)
        let folder = try TemporaryFolder(), changed = [UInt8](repeating: 1, count: noise.width * noise.height)
        _ = try photo.save(noise, changed: changed, to: folder.path("a.tif"))
        #expect(try Photo.load(path: folder.path("a.tif")).raster == noise)
    }

    /// A reduced picture below the page is made anew where the marks are.
    @Test(arguments: [1, 5]) func reducedPicturesAreMadeAnew(compression: Int) throws {
        let side = (width: 160, height: 120), small = (width: 80, height: 60)
        var file = Array("II".utf8) + [42, 0, 0, 0, 0, 0]
        func short(_ tag: Int, _ value: Int) -> (tag: Int, type: Int, data: [UInt8]) { (tag, 3, [UInt8](value, bytes: 2, .littleEndian)) }
        func long(_ tag: Int, _ value: Int) -> (tag: Int, type: Int, data: [UInt8]) { (tag, 4, [UInt8](value, bytes: 4, .littleEndian)) }
        func page(_ width: Int, _ height: Int, _ fields: [(tag: Int, type: Int, data: [UInt8])]) -> Int {
            let start = file.count, samples = RedObject.picture(width, height)
            file += samples
            let own = [
                short(256, width), short(257, height), (258, 3, [8, 0, 8, 0, 8, 0]), short(259, 1), short(262, 2), long(273, start), short(277, 3),
                short(278, height), long(279, samples.count),
            ]
            return TIFFKind.directory(fields + own, .littleEndian, into: &file)
        }
        let below = page(small.width, small.height, [long(254, 1)])
        let first = page(side.width, side.height, [long(330, below)])
        file.replaceSubrange(4..<8, with: [UInt8](first, bytes: 4, .littleEndian))
        let (saved, report) = try RedObject.save(without: file, name: "a.tif")
        #expect(report.contains("made anew from the result: reduced pictures"), "\(report)")
        #expect(!RedObject.isIn(saved))
        let before = try TIFFContents(file, at: below).decoded()[0], after = try TIFFContents(saved, at: below).decoded()[0]
        // Far from the object nothing has changed.
        #expect(before[0..<80 * 3 * 10] == after[0..<80 * 3 * 10] && before != after)
    }

    @Test func hiddenPicturesAreGone() throws {
        let preview = HidingPlace.preview
        var file = Array("II".utf8) + [42, 0, 0, 0, 0, 0]
        let samples = RedObject.picture(160, 120), start = file.count
        // Old samples of which no directory speaks any more.
        file += samples + samples
        func short(_ tag: Int, _ value: Int) -> (tag: Int, type: Int, data: [UInt8]) { (tag, 3, [UInt8](value, bytes: 2, .littleEndian)) }
        let fields: [(tag: Int, type: Int, data: [UInt8])] = [
            short(256, 160), short(257, 120), (258, 3, [8, 0, 8, 0, 8, 0]), short(259, 1), short(262, 2),
            (273, 4, [UInt8](start, bytes: 4, .littleEndian)),
            short(277, 3), short(278, 120), (279, 4, [UInt8](samples.count, bytes: 4, .littleEndian)), (65_010, 7, preview),
            (700, 1, Array("<a xmpGImg:image='\(HidingPlace.encoded)'/>".utf8)),
            (34_377, 7, Array("8BIM".utf8) + [4, 12, 0, 0] + RedObject.number(preview.count + 28) + [UInt8](repeating: 0, count: 28) + preview),
        ]
        let directory = TIFFKind.directory(fields, .littleEndian, into: &file)
        file.replaceSubrange(4..<8, with: [UInt8](directory, bytes: 4, .littleEndian))
        let (saved, report) = try RedObject.save(without: file, name: "a.tif")
        #expect(!RedObject.isIn(saved))
        for words in ["previews in XMP", "pictures in Photoshop's resources", "pictures in tag 65010", "data that no directory speaks of"] {
            #expect(report.contains(words), "\(report)")
        }
    }

    /// To PNG and to TIFF again all pixels are the same, and the resolution and the description go along.
    @Test(arguments: [TIFFKind(), TIFFKind(bits: 16, samples: 4, extra: [2]), TIFFKind(photometric: 1, samples: 1, orientation: 6)])
    func toPNGAndBack(kind: TIFFKind) throws {
        let more: [(Int, Int, [UInt8])] = [
            (270, 2, Array("a description\0".utf8)), (282, 5, [44, 1, 0, 0, 1, 0, 0, 0]), (283, 5, [44, 1, 0, 0, 1, 0, 0, 0]), (296, 3, [2, 0]),
        ]
        let (_, expected, changed, png, _) = try save(kind.file(more), as: "b.png"), folder = try TemporaryFolder()
        let photo = try Photo.load(bytes: png, path: "b.png")
        #expect(photo.format == .png && photo.raster == expected)
        let report = try photo.save(photo.raster, changed: changed, to: folder.path("c.tiff")).description
        let file = try fileBytes(folder.path("c.tiff")), contents = try TIFFContents(file)
        #expect(report.contains("written as TIFF") && !report.contains("left out"), "\(report)")
        #expect(try Photo.load(bytes: file, path: "c").raster == expected)
        #expect(contents.fields[270]?.data == Array("a description\0".utf8) && contents.numbers(296) == [2])
        let resolution = try #require(contents.fields[282]?.data)
        let parts = [0, 4].map { resolution.number(at: $0, bytes: 4, .littleEndian)! }
        // PNG has whole pixels a meter.
        #expect(abs(Double(parts[0]) / Double(parts[1]) - 300) < 0.02)
    }

    /// The library writes no LZW of before 1990, and takes new codes behind old ones for such: all strips become new ones.
    @Test func oldCodesBecomeNew() throws {
        let width = 30, rows = 7, strips = (0..<4).map { Noise.bytes(width * rows, seed: $0) }
        func short(_ tag: Int, _ value: Int) -> (tag: Int, type: Int, data: [UInt8]) { (tag, 3, [UInt8](value, bytes: 2, .littleEndian)) }
        var file = Array("II*\0\0\0\0\0".utf8), offsets: [UInt8] = [], lengths: [UInt8] = []
        for data in strips.map(Self.oldCodes) {
            offsets += [UInt8](file.count, bytes: 4, .littleEndian)
            lengths += [UInt8](data.count, bytes: 4, .littleEndian)
            file += data
        }
        let fields = [
            short(256, width), short(257, rows * strips.count), short(258, 8), short(259, 5), short(262, 1), (273, 4, offsets), short(277, 1),
            short(278, rows), (279, 4, lengths),
        ]
        file += [UInt8](repeating: 0, count: file.count % 2)
        let directory = TIFFKind.directory(fields, .littleEndian, into: &file)
        file.replaceSubrange(4..<8, with: [UInt8](directory, bytes: 4, .littleEndian))
        let (photo, expected, _, saved, report) = try save(file)
        #expect(photo.raster.bytes.elementsEqual(strips.joined()))
        #expect(try Photo.load(bytes: saved, path: "b.tif").raster == expected && report.contains("all of it encoded anew without loss"), "\(report)")
    }

    /// Codes of 9 bits from the lowest bit on; the table is cleared before they would need 10.
    private static func oldCodes(_ bytes: [UInt8]) -> [UInt8] {
        let codes = bytes.enumerated().flatMap { $0 % 200 == 0 ? [256, Int($1)] : [Int($1)] } + [257]
        let bits = codes.flatMap { code in (0..<9).map { code >> $0 & 1 } }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(bits.count, start + 8)].enumerated().reduce(UInt8(0)) { $0 | UInt8($1.element << $1.offset) }
        }
    }

    @Test func partsAreRefused() throws {
        let file = try TIFFKind(compression: 8).file()
        for count in [8, 10, 100, file.count / 2, file.count - 10] {
            #expect(throws: PhotoError.self) { try Photo.load(bytes: Array(file.prefix(count)), path: "a") }
        }
    }

    @Test func pixelsAreLimited() throws {
        let file = try TIFFKind().file(), size = Self.width * Self.height
        let refusal = PhotoError.tooManyPixels(path: "a", width: Self.width, height: Self.height, limit: size - 1)
        #expect(throws: refusal) { try Photo.load(bytes: file, path: "a", limits: Limits(pixels: size - 1)) }
    }
}
#endif
