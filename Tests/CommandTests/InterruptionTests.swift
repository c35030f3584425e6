import Evaluation
import Foundation
import Masks
import Photo
import Pixels
import Support
import Testing

/// A batch that is interrupted leaves whole files only, and the same command does what is left.
@Suite struct InterruptionTests {
    static let count = 24

    @Test func interruptedBatchGoesOn() throws {
        try withFolder { folder in
            let names = (10..<10 + Self.count).map { "photo\($0)" }
            for name in names { try BatchTests.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png") }
            try Data("broken".utf8).write(to: URL(filePath: "\(folder)/\(names[0]).png"))
            try FileManager.default.removeItem(atPath: "\(folder)/\(names[20])_mask.png")
            let results = folder + "/results"
            try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: false)
            let arguments = ["--model", BatchTests.model, "--mask", "{stem}_mask.png", "--output-dir", results, "--threads", "1", folder]

            let (status, errors) = try Self.interruptAfterFirstResult(arguments)
            let written = try FileManager.default.contentsOfDirectory(atPath: results)
            #expect(status == 130 && !written.isEmpty && written.count < Self.count - 2)
            let summary = errors.split(separator: "\n").last ?? ""
            #expect(
                summary == "Cancelled: \(written.count) done, 1 failed, \(Self.count - 1 - written.count) left; the same command does what is left.")
            for name in written { _ = try Photo.load(path: results + "/" + name) }

            let second = try BatchTests.tool.run(arguments)
            #expect(second.status == 1)
            #expect(second.text.matches(of: /skipped\.\n/).count == written.count)
            #expect(second.errors.hasSuffix("\n\(Self.count - 2 - written.count) done, \(written.count) skipped, 2 failed.\n"))
            let expected = names.indices.filter { $0 != 0 && $0 != 20 }.map { names[$0] + ".png" }
            #expect(try FileManager.default.contentsOfDirectory(atPath: results).sorted() == expected)
        }
    }

    /// Signals that the parent ignores, as nohup and a script's & do, are nothing to this program either.
    @Test func ignoredSignalsStayIgnored() throws {
        try withFolder { folder in
            for name in ["a", "b", "c"] { try BatchTests.write("\(folder)/\(name).png", mask: "\(folder)/\(name)_mask.png") }
            let command = ["-c", #"trap "" INT HUP; exec "$0" "$@""#, BatchTests.tool.path, "--model", BatchTests.model]
            let running = try Running("/bin/sh", command + ["--mask", "{stem}_mask.png", folder])
            running.waitForResult()
            kill(running.identifier, SIGINT)
            kill(running.identifier, SIGHUP)
            let (status, errors) = running.end()
            #expect(status == 0 && errors == "3 done.\n")
        }
    }

    /// A photo that does not come on standard input can be given up.
    @Test(arguments: [SIGINT, SIGTERM]) func waitingForInput(signal: Int32) throws {
        let running = try Running(BatchTests.tool.path, ["--model", BatchTests.model, "--mask", "m.png", "-"])
        running.waitUntilCaught(signal)
        kill(running.identifier, signal)
        #expect(running.end() == (128 + signal, ""))
    }

    /// A save that has begun leaves nothing, neither a part nor a result.
    @Test func whileSaving() throws {
        try withFolder { folder in
            let photo = try Self.writeNoise(in: folder), results = folder + "/results", files = FileManager.default
            try files.createDirectory(atPath: results, withIntermediateDirectories: false)
            let running = try Running(BatchTests.tool.path, photo + ["-o", results + "/a.png"])
            while try running.isRunning && files.contentsOfDirectory(atPath: results).isEmpty { sched_yield() }
            kill(running.identifier, SIGINT)
            #expect(running.end() == (130, ""))
            #expect(try files.contentsOfDirectory(atPath: results).isEmpty)
        }
    }

    /// Nor does a result that nobody reads to its end.
    @Test func whileWritingToStandardOutput() throws {
        try withFolder { folder in
            let photo = try Self.writeNoise(in: folder), temporaries = folder + "/temporaries", files = FileManager.default
            try files.createDirectory(atPath: temporaries, withIntermediateDirectories: false)
            let running = try Running("/usr/bin/env", ["TMPDIR=" + temporaries, BatchTests.tool.path] + photo + ["-o", "-"])
            running.waitForResult()
            kill(running.identifier, SIGINT)
            #expect(running.end() == (130, ""))
            #expect(try files.contentsOfDirectory(atPath: temporaries).isEmpty)
        }
    }

    /// Writes a photo that takes a while to save and more bytes than a pipe holds; returns arguments that remove a part of it.
    static func writeNoise(in folder: String) throws -> [String] {
        let width = 2_000, height = 1_500
        var generator = SeededGenerator(seed: 1)
        let noise = (0..<width * height).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try Raster(width: width, height: height, model: .gray, bytes: noise).writePNG(to: folder + "/a.png")
        var mask = Mask(width: width, height: height)
        mask[700, 700] = 255
        try mask.picture.writePNG(to: folder + "/m.png")
        return ["--model", BatchTests.model, "--mask", folder + "/m.png", "--stage", "final", folder + "/a.png"]
    }

    /// Exit status and standard error of the program, which gets SIGINT once it has told of its first result.
    private static func interruptAfterFirstResult(_ arguments: [String]) throws -> (Int32, String) {
        let running = try Running(BatchTests.tool.path, arguments)
        running.waitForResult()
        kill(running.identifier, SIGINT)
        return running.end()
    }
}
