import Foundation

/// A program of this package, run as its users run it.
package struct Executable {
    package struct Outcome {
        package let status: Int32
        package let output: Data
        package let errors: String
        package var text: String { String(decoding: output, as: UTF8.self) }
    }

    package let path: String

    package init(path: String) { self.path = path }

    /// Beside the bundle of the tests, where the package manager puts both.
    package init(name: String) {
        let folder =
            Bundle.allBundles.lazy.map(\.bundleURL).first { $0.pathExtension == "xctest" }?.deletingLastPathComponent()
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        path = folder.appending(path: name).path()
    }

    package func run(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws -> Outcome {
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
