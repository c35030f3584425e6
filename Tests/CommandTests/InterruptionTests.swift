import Foundation
import Photo
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
            #expect(summary == "Cancelled: \(written.count) done, 1 failed, \(Self.count - 1 - written.count) left; the same command does what is left.")
            for name in written { _ = try Photo.load(path: results + "/" + name) }

            let second = try BatchTests.tool.run(arguments)
            #expect(second.status == 1)
            #expect(second.text.matches(of: /skipped\.\n/).count == written.count)
            #expect(second.errors.hasSuffix("\n\(Self.count - 2 - written.count) done, \(written.count) skipped, 2 failed.\n"))
            let expected = names.indices.filter { $0 != 0 && $0 != 20 }.map { names[$0] + ".png" }
            #expect(try FileManager.default.contentsOfDirectory(atPath: results).sorted() == expected)
        }
    }

    /// Exit status and standard error of the program, which gets SIGINT once it has told of its first result.
    private static func interruptAfterFirstResult(_ arguments: [String]) throws -> (Int32, String) {
        let process = Process(), output = Pipe(), errors = Pipe()
        process.executableURL = URL(filePath: BatchTests.tool.path)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors
        // A program inherits the signals that are blocked, and this thread's pool blocks them all.
        var signals = sigset_t(), before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &signals, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try process.run()
        var byte: UInt8 = 0
        _ = read(output.fileHandleForReading.fileDescriptor, &byte, 1)
        process.interrupt()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
    }
}
