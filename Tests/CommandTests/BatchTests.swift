import Editing
import Foundation
import Masks
import Photo
import Pixels
import Support
import Synchronization
import System
import Testing

/// `madf-tui --mask`, on small photos with a small network.
@Suite struct BatchTests {
    static let tool = Executable(name: "madf-tui")
    static let model = PackageFolder.path("Tests/MADFTests/Fixtures/tiny/network.safetensors")

    /// Writes a photo of stripes with a plain square, and its mask with that square in it.
    static func write(_ photo: String, mask: String?) throws {
        var raster = Raster(width: 90, height: 70, model: .rgb)
        for y in 0..<70 {
            for x in 0..<90 {
                let isSquare = (40..<55).contains(x) && (30..<40).contains(y)
                for channel in 0..<3 { raster[x, y, channel] = isSquare ? 128 : (x * (channel + 2) + y * 5) % 256 }
            }
        }
        try raster.writePNG(to: photo)
        guard let mask else { return }
        var marks = Mask(width: 90, height: 70)
        for y in 30..<40 {
            for x in 40..<55 { marks[x, y] = 255 }
        }
        try marks.picture.writePNG(to: mask)
    }

    static func run(_ arguments: [String], input: Data = Data()) throws -> Executable.Outcome {
        try tool.run(["--model", model] + arguments, input: input)
    }

    @Test func onePhoto() throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: folder + "/m.png")
            let outcome = try Self.run(["--mask", folder + "/m.png", "--grow", "2", folder + "/a.png"])
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            #expect(outcome.text.contains("a-removed.png"))
            let before = try Photo.load(path: folder + "/a.png").raster, after = try Photo.load(path: folder + "/a-removed.png").raster
            var changed = 0
            for y in 0..<70 {
                for x in 0..<90 where (0..<3).contains(where: { before[x, y, $0] != after[x, y, $0] }) {
                    changed += 1
                    #expect((38..<57).contains(x) && (28..<42).contains(y), "(\(x), \(y)) is outside of the grown mask")
                }
            }
            #expect(changed > 100)
        }
    }

    /// Of a photo of two colors the hole's own is kept out: none of it is in the hole.
    @Test(arguments: ["/k.png", "/folder", "{stem}_keep-out.png"]) func keepOut(told: String) throws {
        try withFolder { folder in
            var photo = Raster(width: 90, height: 70, model: .rgb), keepOut = Mask(width: 90, height: 70)
            for y in 0..<70 {
                for x in 0..<90 {
                    let isRed = x >= 30 && (x + y) % 3 == 0
                    for channel in 0..<3 { photo[x, y, channel] = isRed ? [255, 0, 0][channel] : (x * 5 + y * 3) % 256 }
                    if isRed { keepOut[x, y] = 255 }
                }
            }
            try photo.writePNG(to: folder + "/a.png")
            try Self.write(folder + "/other.png", mask: folder + "/m.png")
            let name = ["/k.png": "/k.png", "/folder": "/folder/a_keep-out.png"][told] ?? "/a_keep-out.png"
            try FileManager.default.createDirectory(atPath: folder + "/folder", withIntermediateDirectories: false)
            try keepOut.picture.writePNG(to: folder + name)
            let option = told.hasPrefix("/") ? folder + told : told
            let outcome = try Self.run(["--json", "--grow", "0", "--mask", folder + "/m.png", "--keep-out", option, folder + "/a.png"])
            #expect(outcome.status == 0 && outcome.text.contains("\"keepOut\":\"\(folder + name)\""), "\(outcome.text)\(outcome.errors)")
            let result = try Photo.load(path: folder + "/a-removed.png").raster
            for y in 30..<40 {
                for x in 40..<55 { #expect(!(result[x, y, 0] == 255 && result[x, y, 1] == 0 && result[x, y, 2] == 0), "(\(x), \(y))") }
            }
            try FileManager.default.removeItem(atPath: folder + name)
            let missing = try Self.run(["--force", "--mask", folder + "/m.png", "--keep-out", folder + "/k.png", folder + "/a.png"])
            #expect(missing.status == 1 && missing.errors.contains("name another one with --keep-out"))
        }
    }

    /// Strokes along which an edge goes on make another fill, and are named; a single file must be there.
    @Test func edges() throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: folder + "/m.png")
            var edges = Mask(width: 90, height: 70)
            edges.drawStroke(from: Point(x: 36, y: 28), to: Point(x: 58, y: 42), diameter: 1.5, value: 255)
            try edges.picture.writePNG(to: folder + "/a_edges.png")
            func result(_ options: [String]) throws -> (text: String, result: Raster) {
                let outcome = try Self.run(options + ["--json", "--force", "--mask", folder + "/m.png", folder + "/a.png"])
                #expect(outcome.status == 0, "\(outcome.errors)")
                return (outcome.text, try Photo.load(path: folder + "/a-removed.png").raster)
            }
            let plain = try result([]), drawn = try result(["--edges", "{stem}_edges.png"])
            #expect(plain.result != drawn.result && drawn.text.contains("\"edges\":\"\(folder)/a_edges.png\""))
            let missing = try Self.run(["--edges", folder + "/e.png", "--mask", folder + "/m.png", folder + "/a.png"])
            #expect(missing.status == 1 && missing.errors.contains("name another one with --edges"))
        }
    }

    /// What lies beyond a border counts for nothing; below 0 counts from the other border.
    @Test(arguments: [
        (["--box", "40,30,15,10"], 40..<55, 30..<40), (["--box", "-10,-20,30,5"], 80..<90, 50..<55),
        (["--box", "40,30,5,10", "--box=45,30,10,10"], 40..<55, 30..<40), (["--mask", "m.png", "--box", "55,30,5,10"], 40..<60, 30..<40),
    ]) func boxes(options: [String], columns: Range<Int>, rows: Range<Int>) throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: folder + "/m.png")
            let told = options.map { $0 == "m.png" ? folder + "/m.png" : $0 }
            // What pieces of the photo fill may be as it was.
            let outcome = try Self.run(told + ["--json", "--grow", "0", "--stage", "final", folder + "/a.png"])
            #expect(outcome.status == 0 && outcome.text.contains("\"mask\"") == options.contains("m.png"), "\(outcome.errors)")
            let before = try Photo.load(path: folder + "/a.png").raster, after = try Photo.load(path: folder + "/a-removed.png").raster
            let box = try #require(Mask(where: after, differsFrom: before).boundingBox)
            #expect(box.intersection(Rectangle(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)) == box)
            #expect(2 * box.width * box.height > columns.count * rows.count)
        }
    }

    @Test(arguments: [
        ("95,10,20,20", "--box 95,10,20,20 lies outside of"), ("0,0,90,70", "--box marks the whole photo"),
        ("1,1,88,68", "--box leaves nothing to fill from when it has grown by 2 pixels"),
    ]) func boxesThatCannotBe(box: String, words: String) throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: nil)
            let outcome = try Self.run(["--box", box, folder + "/a.png"])
            #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    /// Each is saved under its number, and a second run has nothing to do.
    @Test func severalTries() throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: folder + "/a_mask.png")
            let arguments = ["--json", "--tries", "3", "--grow", "0", "--mask", "{stem}_mask.png", folder + "/"]
            let outcome = try Self.run(arguments)
            let places = (1...3).map { "\(folder)/a-removed-\($0).png" }
            let list = places.map { "\"\($0)\"" }.joined(separator: ",")
            #expect(outcome.status == 0 && outcome.text.contains("\"outputs\":[\(list)]"), "\(outcome.errors)")
            let results = try places.map { try Photo.load(path: FilePath($0)).raster }
            #expect(results[0] != results[1] && results[1] != results[2] && results[0] != results[2])
            let again = try Self.run(arguments)
            #expect(again.status == 0 && again.text.contains("skipped"), "\(again.text)\(again.errors)")
            let single = try Self.run(["--grow", "0", "--mask", folder + "/a_mask.png", "-o", folder + "/one.png", folder + "/a.png"])
            #expect(try single.status == 0 && Photo.load(path: folder + "/one.png").raster == results[0])
            let named = try Self.run(["--tries", "2", "--mask", folder + "/a_mask.png", "-o", folder + "/b.jpg", folder + "/a.png"])
            #expect(named.status == 0 && Photo.format(at: FilePath(folder + "/b-2.jpg")) == .jpeg, "\(named.errors)")
        }
    }

    @Test func nothingIsReplacedUnasked() throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: folder + "/m.png")
            try Data("mine".utf8).write(to: URL(filePath: folder + "/a-removed.png"))
            let original = FileManager.default.contents(atPath: folder + "/a.png")
            let base = ["--mask", folder + "/m.png", folder + "/a.png"]
            for more in [[], ["-o", folder + "/a.png"], ["-o", folder + "/a.png", "--force"]] {
                let outcome = try Self.run(base + more)
                #expect(outcome.status == 1 && outcome.errors.split(separator: "\n").count == 1, "\(more)")
            }
            #expect(FileManager.default.contents(atPath: folder + "/a-removed.png") == Data("mine".utf8))
            #expect(FileManager.default.contents(atPath: folder + "/a.png") == original)
            #expect(try Self.run(base + ["--force"]).status == 0)
            #expect(FileManager.default.contents(atPath: folder + "/a-removed.png") != Data("mine".utf8))
            #expect(try Self.run(base + ["--in-place"]).status == 0)
            #expect(FileManager.default.contents(atPath: folder + "/a.png") != original)
        }
    }

    /// Told before the work, of which the stages would be left.
    @Test(arguments: ["taken.png", "nowhere/new.png"]) func whatCannotBeSavedIsNotFilled(output: String) throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: folder + "/m.png")
            try Data("mine".utf8).write(to: URL(filePath: folder + "/taken.png"))
            let outcome = try Self.run(
                ["--mask", folder + "/m.png", folder + "/a.png", "-o", folder + "/" + output, "--stages", folder + "/stages"])
            #expect(outcome.status == 1 && outcome.errors.contains(output))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/stages").isEmpty)
        }
    }

    /// The parts of a batch are all of it, each photo once, in whatever order the photos are told, and more parts than photos do no harm.
    @Test func shardsShareABatch() throws {
        try withFolder { folder in
            let names = ["a", "b", "c", "d", "e"]
            for name in names { try Self.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png") }
            func run(_ shard: String, _ photos: [String]) throws -> [String] {
                let outcome = try Self.run(["--mask", "{stem}_mask.png", "--json", "--shard", shard] + photos)
                #expect(outcome.status == 0, "\(outcome.errors)")
                return Self.statuses(outcome).filter { $0.value == "done" }.keys.sorted()
            }
            #expect(try run("2/2", names.reversed().map { "\(folder)/\($0).png" }) == ["b", "d"])
            #expect(try run("1/2", [folder]) == ["a", "c", "e"])
            #expect(try run("7/9", [folder]) == [])
        }
    }

    /// Two processes on one folder do every photo once, and leave nothing but the results.
    @Test func twoProcessesShareABatch() throws {
        try withFolder { folder in
            let names = (0..<8).map { "p\($0)" }
            for name in names { try Self.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png") }
            let arguments = ["--model", Self.model, "--mask", "{stem}_mask.png", "--json", folder], queue = DispatchQueue.global()
            let group = DispatchGroup(), outcomes = Mutex<[Executable.Outcome]>([])
            for _ in 0..<2 {
                queue.async(group: group) {
                    guard let outcome = try? Self.tool.run(arguments) else { return }
                    outcomes.withLock { $0.append(outcome) }
                }
            }
            group.wait()
            let all = outcomes.withLock { $0 }.map(Self.statuses)
            try #require(all.count == 2)
            for name in names { #expect(all.filter { $0[name] == "done" }.count == 1 && all.filter { $0[name] == "skipped" }.count == 1) }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.sorted() == names.flatMap { ["\($0)-removed.png", "\($0).png", "\($0)_mask.png"] }.sorted())
        }
    }

    /// What another process has claimed is left to it.
    @Test func claimedPhotosAreLeft() throws {
        try withFolder { folder in
            for name in ["a", "b"] { try Self.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png") }
            let claim = try FileClaim(FilePath(folder + "/a-removed.png"))
            defer { withExtendedLifetime(claim) {} }
            let outcome = try Self.run(["--mask", "{stem}_mask.png", folder])
            #expect(outcome.status == 0 && outcome.text.contains("Another process is at work on \(folder)/a.png: left to it."), "\(outcome.text)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/a-removed.png"))
        }
    }

    /// One photo is broken, one has no mask: the others are done, and a second run does only what is missing.
    @Test func folderGoesOnAfterErrors() throws {
        try withFolder { folder in
            for name in ["a", "b", "c", "d", "e"] {
                try Self.write("\(folder)/\(name).png", mask: name == "d" ? nil : "\(folder)/\(name)_mask.png")
            }
            try Data("broken".utf8).write(to: URL(filePath: folder + "/b.png"))
            let arguments = ["--mask", "{stem}_mask.png", "--json", "--jobs", "2", folder]
            let first = try Self.run(arguments)
            #expect(first.status == 1)
            #expect(Self.statuses(first) == ["a": "done", "b": "failed", "c": "done", "d": "failed", "e": "done"])
            #expect(first.errors.contains("b.png is in no format") && first.errors.contains("d.png has no mask"))
            try FileManager.default.removeItem(atPath: folder + "/c-removed.png")
            #expect(Self.statuses(try Self.run(arguments)) == ["a": "skipped", "b": "failed", "c": "done", "d": "failed", "e": "skipped"])
        }
    }

    #if HEIF
    /// A file on which its decoder fails, in a process of its own, is one that failed.
    @Test func hostilePhotosEndNoBatch() throws {
        try withFolder { folder in
            for name in ["a", "c"] { try Self.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png") }
            let corpus = PackageFolder.path("Tests/PhotoTests/Corpus/refused/grid-of-itself.heic")
            try FileManager.default.copyItem(atPath: corpus, toPath: folder + "/b.heic")
            let outcome = try Self.run(["--mask", "{stem}_mask.png", "--json", folder])
            #expect(outcome.status == 1 && Self.statuses(outcome) == ["a": "done", "b": "failed", "c": "done"], "\(outcome.errors)")
        }
    }
    #endif

    private static func statuses(_ outcome: Executable.Outcome) -> [String: String] {
        var statuses: [String: String] = [:]
        for line in outcome.text.split(separator: "\n") {
            guard let fields = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String] else { continue }
            statuses[URL(filePath: fields["photo"]!).deletingPathExtension().lastPathComponent] = fields["status"]
        }
        return statuses
    }

    @Test func standardStreams() throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: folder + "/m.png")
            let input = FileManager.default.contents(atPath: folder + "/a.png")!
            let outcome = try Self.run(["--mask", folder + "/m.png", "-"], input: input)
            #expect(outcome.status == 0)
            try outcome.output.write(to: URL(filePath: folder + "/b.png"))
            #expect(try Self.run(["--mask", folder + "/m.png", folder + "/a.png"]).status == 0)
            #expect(FileManager.default.contents(atPath: folder + "/a-removed.png") == outcome.output)
        }
    }

    @Test func everyStage() throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: folder + "/m.png")
            try FileManager.default.createDirectory(atPath: folder + "/stages", withIntermediateDirectories: false)
            #expect(try Self.run(["--mask", folder + "/m.png", "--stage", "final", "--stages", folder + "/stages", folder + "/a.png"]).status == 0)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder + "/stages").sorted() == ["a-coarse.png", "a-final.png", "a-first.png"])
        }
    }

    @Test func masksThatDoNotFit() throws {
        try withFolder { folder in
            try Self.write(folder + "/a.png", mask: nil)
            try Mask(width: 90, height: 70).picture.writePNG(to: folder + "/empty.png")
            try Mask(width: 91, height: 70).picture.writePNG(to: folder + "/large.png")
            let empty = try Self.run(["--mask", folder + "/empty.png", folder + "/a.png"])
            #expect(empty.status == 1 && empty.errors.contains("marks nothing"))
            let full = Mask(width: 90, height: 70, bytes: [UInt8](repeating: 255, count: 6_300))
            try full.picture.writePNG(to: folder + "/full.png")
            let everything = try Self.run(["--mask", folder + "/full.png", folder + "/a.png"])
            #expect(everything.status == 1 && everything.errors.contains("leaves nothing to fill from"))
            // All but a rim that the growth takes.
            var most = full
            most[0, 0] = 0
            try most.picture.writePNG(to: folder + "/most.png")
            let grown = try Self.run(["--mask", folder + "/most.png", "--grow", "5", folder + "/a.png"])
            #expect(grown.status == 1 && grown.errors.contains("leaves nothing to fill from when it has grown by 5 pixels"))
            // Alpha that is the same everywhere is no mask.
            try Raster(
                width: 90, height: 70, model: .rgba, bytes: [UInt8](repeating: 255, count: 4 * 6_300).enumerated().map { $0 % 4 == 3 ? $1 : 0 }
            )
            .writePNG(to: folder + "/black.png")
            let black = try Self.run(["--mask", folder + "/black.png", folder + "/a.png"])
            #expect(black.status == 1 && black.errors.contains("marks nothing"))
            let missing = try Self.run(["--mask", folder + "/nosuch.png", folder + "/a.png"])
            #expect(
                missing.status == 1 && missing.errors.hasSuffix("nosuch.png, the mask, does not exist; make it, or name another one with --mask.\n"))
            try Data().write(to: URL(filePath: folder + "/nothing.jpg"))
            let nothing = try Self.run(["--mask", folder + "/full.png", folder + "/nothing.jpg"])
            #expect(nothing.status == 1 && nothing.errors.hasSuffix("nothing.jpg is empty. Take an intact copy.\n"))
            let large = try Self.run(["--mask", folder + "/large.png", folder + "/a.png"])
            #expect(large.status == 1 && large.errors.contains("91 x 70"))
        }
    }

    /// What would go to one place is refused before anything is written.
    @Test func resultsOfOneNameAreRefused() throws {
        try withFolder { folder in
            for album in ["/1950", "/1951"] {
                try FileManager.default.createDirectory(atPath: folder + album, withIntermediateDirectories: false)
                for name in ["/a", "/b"] { try Self.write(folder + album + name + ".png", mask: folder + album + name + "_mask.png") }
            }
            let mask = ["--mask", "{stem}_mask.png"], albums = [folder + "/1950", folder + "/1951"]
            let shared = try Self.run(mask + ["--output-dir", folder + "/out"] + albums)
            #expect(shared.status == 1 && shared.errors.contains("1950/a.png and ") && shared.errors.contains("1951/a.png would both"))
            #expect(try Self.run(mask + ["--stages", folder + "/out"] + albums).status == 1)
            #expect(try Self.run(mask + ["--output", folder + "/out.png", albums[0]]).status == 1)
            let own = try Self.run(mask + ["--output-dir", albums[0], albums[0]])
            #expect(own.status == 1 && own.errors.contains("is the photo itself"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["1950", "1951"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: albums[0]).count == 4)
            // Those of other names are done, and a plan says as much.
            try Self.write(folder + "/1951/c.png", mask: folder + "/1951/c_mask.png")
            let plan = try Self.run(mask + ["--dry-run", "--json", "--output-dir", folder + "/out"] + albums)
            #expect(plan.status == 1 && Self.statuses(plan).values.sorted() == ["failed", "failed", "planned"], "\(plan.text)")
            let others = try Self.run(mask + ["--output-dir", folder + "/out"] + albums)
            #expect(others.status == 1 && others.errors.hasSuffix("1 done, 4 failed.\n"), "\(others.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/out") == ["c.png"])
            // A photo that is named twice is no other photo.
            let twice = try Self.run(mask + ["--output-dir", folder + "/out", albums[0], albums[0] + "/a.png"])
            #expect(twice.status == 0 && twice.errors == "2 done.\n")
        }
    }

    /// Results and masks are those of photos that are there; what is left out and no part of this batch is told.
    @Test func filesThatAreNoPhotosAreTold() throws {
        try withFolder { folder in
            for name in ["halloween_mask", "pumpkin", "pumpkin-removed"] { try Self.write("\(folder)/\(name).png", mask: nil) }
            try FileManager.default.createDirectory(atPath: folder + "/masks", withIntermediateDirectories: false)
            for name in ["halloween_mask", "pumpkin"] { try Self.write(folder + "/unused.png", mask: "\(folder)/masks/\(name)-mask.png") }
            rename(folder + "/unused.png", folder + "/pumpkin_mask.png")
            let outcome = try Self.run(["--mask", folder + "/masks", "--output-dir", folder + "/out", folder])
            #expect(outcome.status == 0)
            #expect(
                outcome.errors == "madf-tui: left out as masks and results of photos beside them: pumpkin-removed.png, pumpkin_mask.png\n2 done.\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/out").sorted() == ["halloween_mask.png", "pumpkin.png"])
            #expect(try Self.run(["--quiet", "--force", "--mask", folder + "/masks", "--output-dir", folder + "/out", folder]).errors.isEmpty)
        }
    }

    @Test func namesThatArchivesHave() throws {
        try withFolder { folder in
            let stems = ["my photo 1", "Großmutter – 夏", "IMG_1.old", "-x"]
            try FileManager.default.createDirectory(atPath: folder + "/masks", withIntermediateDirectories: false)
            for stem in stems { try Self.write("\(folder)/\(stem).PNG", mask: "\(folder)/masks/\(stem).png") }
            let outcome = try Self.run(["--mask", folder + "/masks/", "--output-dir", folder + "/out", folder])
            #expect(outcome.status == 0 && outcome.errors == "4 done.\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/out").sorted() == stems.map { $0 + ".PNG" }.sorted())
        }
    }

    /// A batch that was killed after it had saved some stages of a photo goes on with that photo, and leaves them as they are.
    @Test func stagesThatAreThereAreKept() throws {
        try withFolder { folder in
            for name in ["a", "b"] { try Self.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png") }
            try FileManager.default.createDirectory(atPath: folder + "/stages", withIntermediateDirectories: false)
            try Data("mine".utf8).write(to: URL(filePath: folder + "/stages/a-coarse.png"))
            let outcome = try Self.run(["--mask", "{stem}_mask.png", "--stage", "first", "--stages", folder + "/stages", folder])
            #expect(outcome.status == 0 && FileManager.default.fileExists(atPath: folder + "/a-removed.png"))
            #expect(FileManager.default.contents(atPath: folder + "/stages/a-coarse.png") == Data("mine".utf8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/stages").count == 4)
        }
    }
}
