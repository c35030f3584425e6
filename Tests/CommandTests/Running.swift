import Foundation

/// A program that is at work, started with SIGINT blocked as careless parents do; its standard input stays open and empty.
final class Running {
    private let process = Process(), input = Pipe(), output = Pipe(), errors = Pipe()

    init(_ path: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        var signals = sigset_t(), before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try process.run()
    }

    var identifier: pid_t { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// Returns when the program has begun to tell of a result.
    func waitForResult() {
        var byte: UInt8 = 0
        _ = read(output.fileHandleForReading.fileDescriptor, &byte, 1)
    }

    /// Returns when the program has a handler for the signal, or is no more.
    func waitUntilCaught(_ signal: Int32) {
        while process.isRunning {
            let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
            if let caught = status.firstMatch(of: /SigCgt:\s*([0-9a-f]+)/), UInt64(caught.1, radix: 16)! >> (signal - 1) & 1 == 1 { return }
            usleep(1_000)
        }
    }

    /// Exit status and standard error.
    func end() -> (Int32, String) {
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
    }
}
