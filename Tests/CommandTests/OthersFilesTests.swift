import Foundation
import Glibc
import Photo
import Pixels
import Support
import Testing

/// Scripts replace nothing that somebody else has written, and keep what a photo's file is besides its content.
@Suite struct OthersFilesTests {
    /// Runs the program on a photo that takes a while to save, and changes the photo once it is being saved.
    private func run(_ more: [String], _ change: (_ photo: String) throws -> Void) throws -> (status: Int32, errors: String, content: Data?) {
        try withFolder { folder in
            let photo = try InterruptionTests.writeNoise(in: folder), files = FileManager.default
            let running = try Running(BatchTests.tool.path, photo + more)
            while try running.isRunning && !files.contentsOfDirectory(atPath: folder).contains(where: { $0.hasSuffix(".tmp") }) { sched_yield() }
            try change(folder + "/a.png")
            let (status, errors) = running.end()
            #expect(try files.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasSuffix(".tmp") })
            return (status, errors, files.contents(atPath: folder + "/a.png"))
        }
    }

    private static let theirs = Data("an artist's".utf8)

    @Test func changedPhotoIsRefused() throws {
        let (status, errors, content) = try run(["--in-place"]) { try Self.theirs.write(to: URL(filePath: $0)) }
        #expect(status == 1 && content == Self.theirs)
        #expect(errors.hasSuffix("a.png was changed by another program meanwhile and was not replaced; save elsewhere, or give --force.\n"))
    }

    @Test func forceReplacesWhatWasChanged() throws {
        let (status, errors, content) = try run(["--in-place", "--force"]) { try Self.theirs.write(to: URL(filePath: $0)) }
        #expect(status == 0 && errors.isEmpty && content != Self.theirs)
    }

    /// A name that was free when the work began.
    @Test func resultThatAppearsMeanwhileStays() throws {
        let (status, errors, _) = try run([]) { photo in
            try Self.theirs.write(to: URL(filePath: photo.replacing("a.png", with: "a-removed.png")))
        }
        #expect(status == 1 && errors.contains("a-removed.png exists already"))
    }

    @Test func protectedPhotoIsRefused() throws {
        try withFolder { folder in
            try BatchTests.write(folder + "/a.png", mask: folder + "/m.png")
            chmod(folder + "/a.png", 0o444)
            let before = FileManager.default.contents(atPath: folder + "/a.png"),
                base = ["--mask", folder + "/m.png", "--in-place", folder + "/a.png"]
            let refused = try BatchTests.run(base)
            #expect(
                refused.status == 1 && refused.errors.contains("is write-protected and was not replaced; allow it with chmod u+w, or give --force."))
            #expect(FileManager.default.contents(atPath: folder + "/a.png") == before)
            #expect(try BatchTests.run(base + ["--force"]).status == 0)
            #expect(FileManager.default.contents(atPath: folder + "/a.png") != before)
        }
    }

    @Test func otherNamesAreTold() throws {
        try withFolder { folder in
            try BatchTests.write(folder + "/a.png", mask: folder + "/m.png")
            link(folder + "/a.png", folder + "/second.png")
            let before = FileManager.default.contents(atPath: folder + "/a.png")
            let outcome = try BatchTests.run(["--mask", folder + "/m.png", "--in-place", folder + "/a.png"])
            #expect(outcome.status == 0 && outcome.text.contains("another name of the file (a hard link) keeps the old picture"))
            #expect(FileManager.default.contents(atPath: folder + "/second.png") == before)
        }
    }

    /// Two programs on one batch: each photo is done by the one or the other, and neither fails.
    @Test func twoProgramsShareABatch() throws {
        try withFolder { folder in
            let names = (10..<18).map { "photo\($0)" }
            for name in names { try BatchTests.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png") }
            let arguments = ["--model", BatchTests.model, "--mask", "{stem}_mask.png", "--stages", folder + "/stages", "--threads", "1", folder]
            let both = try [Running(BatchTests.tool.path, arguments), Running(BatchTests.tool.path, arguments)]
            var done = 0
            for (status, errors) in both.map({ $0.end() }) {
                #expect(status == 0, "\(errors)")
                let counts = try #require(errors.firstMatch(of: /(\d+) done(?:, (\d+) skipped)?\.\n$/))
                done += Int(counts.1)!
                #expect(Int(counts.1)! + (counts.2.flatMap { Int($0) } ?? 0) == names.count)
            }
            #expect(done == names.count)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/stages").count == 4 * names.count)
        }
    }
}
