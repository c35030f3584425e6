import Foundation

/// A program of this package, run as its users run it.
struct Tool {
    struct Outcome {
        let status: Int32
        let output: Data
        let errors: String
        var text: String { String(decoding: output, as: UTF8.self) }
    }

    let path: String

    init(path: String) { self.path = path }

    /// Beside the bundle of the tests, where the package manager puts both.
    init(name: String) {
        let folder =
            Bundle.allBundles.lazy.map(\.bundleURL).first { $0.pathExtension == "xctest" }?.deletingLastPathComponent()
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        path = folder.appending(path: name).path()
    }

    func run(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws -> Outcome {
        let process = Process(), output = Pipe(), errors = Pipe(), standardInput = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = standardInput
        try process.run()
        // Read and written at once: a pipe holds little.
        let queue = DispatchQueue.global(), group = DispatchGroup()
        nonisolated(unsafe) var read = Data()
        nonisolated(unsafe) var told = Data()
        queue.async(group: group) { read = output.fileHandleForReading.readDataToEndOfFile() }
        queue.async(group: group) { told = errors.fileHandleForReading.readDataToEndOfFile() }
        try? standardInput.fileHandleForWriting.write(contentsOf: input)
        try? standardInput.fileHandleForWriting.close()
        group.wait()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: read, errors: String(decoding: told, as: UTF8.self))
    }
}

/// A folder that is gone after the test.
func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = NSTemporaryDirectory() + "madf-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// The root of the package.
let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path()
