import CLinux
import Foundation
import Photo
import Pixels
import Support
import System
import Testing

/// A save leaves the old file or the new one, whatever happens.
@Suite struct AtomicityTests {
    private let folder: TemporaryFolder
    private let path: String
    private let photo: Photo

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("photo.png")
        try Raster(width: 8, height: 8, model: .gray).writePNG(to: path)
        photo = try Photo.load(path: path)
    }

    /// Saves a white picture.
    private func save(to path: String, _ policy: ReplacePolicy = .never) throws(PhotoError) {
        let white = Raster(width: 8, height: 8, model: .gray, bytes: [UInt8](repeating: 255, count: 64))
        _ = try photo.save(white, changed: [UInt8](repeating: 1, count: 64), to: path, replacing: policy)
    }

    private func isWhite(_ path: String) throws -> Bool { try Photo.load(path: path).raster.bytes.allSatisfy { $0 == 255 } }

    private func write(_ text: String, to path: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }

    @Test func policiesSayWhatIsReplaced() throws {
        let other = folder.path("other.png"), link = folder.path("link.png")
        try write("mine", to: other)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "photo.png")
        let before = try fileBytes(path)
        #expect(throws: PhotoError.exists(path: FilePath(other))) { try save(to: other) }
        #expect(try fileBytes(other) == Array("mine".utf8))
        for policy in [ReplacePolicy.never, .otherFiles] {
            #expect(throws: PhotoError.isSource(path: FilePath(path))) { try save(to: path, policy) }
            // By another name it is the photo all the same.
            #expect(throws: PhotoError.isSource(path: FilePath(link))) { try save(to: link, policy) }
        }
        #expect(try fileBytes(path) == before)
        try save(to: other, .otherFiles)
        #expect(try isWhite(other))
        try save(to: path, .source)
        #expect(try isWhite(path))
        #expect(folder.names == ["link.png", "other.png", "photo.png"])
    }

    @Test func modeIsKeptAndLinksAreFollowed() throws {
        let files = FileManager.default
        try files.createDirectory(atPath: folder.path("inner"), withIntermediateDirectories: false)
        let target = folder.path("inner/target.png"), first = folder.path("first.png"), second = folder.path("second.png")
        try write("old", to: target)
        try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
        try files.createSymbolicLink(atPath: first, withDestinationPath: "inner/target.png")
        try files.createSymbolicLink(atPath: second, withDestinationPath: first)
        try save(to: second, .otherFiles)
        #expect(try isWhite(target))
        #expect(try files.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o640)
        #expect(try files.destinationOfSymbolicLink(atPath: first) == "inner/target.png")
        #expect(try files.destinationOfSymbolicLink(atPath: second) == first)
        // A link to nothing yet gets its file where it points.
        let dangling = folder.path("dangling.png")
        try files.createSymbolicLink(atPath: dangling, withDestinationPath: "inner/fresh.png")
        try save(to: dangling)
        #expect(try isWhite(folder.path("inner/fresh.png")))
        #expect(try files.destinationOfSymbolicLink(atPath: dangling) == "inner/fresh.png")
    }

    @Test func foldersThatCannotBeWrittenTo() throws {
        let vanished = folder.path("vanished/a.png")
        #expect(throws: PhotoError.cannotWrite(path: FilePath(vanished), errno: ENOENT)) { try save(to: vanished) }
        let insideFile = path + "/a.png"
        #expect(throws: PhotoError.cannotWrite(path: FilePath(insideFile), errno: ENOTDIR)) { try save(to: insideFile) }
        #expect(throws: PhotoError.notAFile(path: FilePath(folder.url.path))) { try save(to: folder.url.path, .source) }
        #expect(folder.names == ["photo.png"])
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.url.path) }
        let before = try fileBytes(path)
        // The administrator may write everywhere, but for files this thread is somebody else for a while.
        let user = geteuid()
        if user == 0 { setfsuid(65_534) }
        defer { if user == 0 { setfsuid(user) } }
        #expect(throws: PhotoError.cannotWrite(path: FilePath(path), errno: EACCES)) { try save(to: path, .source) }
        #expect(try fileBytes(path) == before)
    }

    /// What dead processes left goes; what belongs to one that lives, here or elsewhere, or is not ours, stays.
    @Test func staleTemporariesGo() throws {
        // Beyond the most that Linux gives out, so that no other process takes the number meanwhile.
        let dead = 4_194_305, stale = ".madf-tui-\(dead)-0.tmp", locked = ".madf-tui-\(dead)-1.tmp"
        let alive = ".madf-tui-1-0.tmp", foreign = ".madf-tui-notes.tmp"
        for name in [stale, alive, foreign, locked] { try write("part", to: folder.path(name)) }
        // Somebody whose process cannot be seen from here is writing it.
        let file = open(folder.path(locked), O_RDONLY | O_CLOEXEC)
        try #require(flock(file, LOCK_EX | LOCK_NB) == 0)
        try save(to: path, .source)
        #expect(folder.names == [alive, foreign, locked, "photo.png"].sorted())
        // A program that another test starts may have the file for a moment, too.
        flock(file, LOCK_UN)
        close(file)
        try save(to: path, .source)
        #expect(folder.names == [alive, foreign, "photo.png"].sorted())
    }

    /// A file size limit stands for a full disk: the write fails in the middle of the file.
    @Test func fullDiskKeepsTheOldFile() throws {
        let program = try SavingProgram()
        let (status, errors) = try program.run("ulimit -f 8; exec \"$@\"")
        #expect(status == 1 && errors.contains("Nothing was replaced"), "\(errors)")
        #expect(try program.content == program.original)
        #expect(program.isTidy)
        #expect(try program.run().status == 0)
    }

    /// Kills the program at random moments: 20 times, or 2,000 where MADF_LONG_TESTS is set.
    @Test func killedSavesLoseNothing() throws {
        let program = try SavingProgram()
        let clock = ContinuousClock()
        let begin = clock.now
        try #require(try program.run().status == 0)
        let duration = clock.now - begin
        let saved = try program.content
        try #require(saved != program.original)

        let rounds = ProcessInfo.processInfo.environment["MADF_LONG_TESTS"] == nil ? 20 : 2000
        var random = Noise(seed: 11), old = 0, new = 0, lost = 0, interrupted = 0
        for round in 0..<rounds {
            try program.restore()
            let (process, _) = try program.start()
            let share = Double(random.next() % 1000) / 1000
            if round % 2 == 0 {
                // Anywhere in the run.
                usleep(UInt32(share * (duration / .microseconds(1))))
            } else {
                // While the file is written and put in its place, which is too short to be met by chance.
                while process.isRunning, program.isTidy { sched_yield() }
                usleep(UInt32(share * 2000))
            }
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            let content = try program.content
            if content == program.original { old += 1 } else if content == saved { new += 1 } else { lost += 1 }
            if !program.isTidy {
                interrupted += 1
                #expect(try program.run().status == 0)
                #expect(program.isTidy, "round \(round): a temporary is left after the next start")
            }
        }
        #expect(lost == 0)
        print("\(rounds) killed: \(old) old, \(new) new, \(lost) lost; \(interrupted) left a temporary until the next start")
    }
}
