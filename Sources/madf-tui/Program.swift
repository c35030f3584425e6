import ArgumentParser
import Glibc

/// The entry: the main command, or one of those that stand beside it under a name of their own.
@main
enum Program {
    static let version = "0.1.0"

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        // Not subcommands of the main command: their names would be taken from the photos it is given.
        if arguments.first == "convert" {
            run(Convert.self, Array(arguments.dropFirst()))
        } else if arguments.first == "explain" {
            run(Explain.self, Array(arguments.dropFirst()))
        } else {
            run(MainCommand.self, arguments)
        }
    }

    private static func run<C: ParsableCommand>(_ type: C.Type, _ arguments: [String]) -> Never {
        do {
            var command = try type.parseAsRoot(arguments)
            try command.run()
            exit(0)
        } catch {
            let code = type.exitCode(for: error)
            guard code != .success, !(error is ExitCode) else { type.exit(withError: error) }
            if code == .validationFailure {
                writeLine(type.fullMessage(for: error), to: STDERR_FILENO)
                exit(2)
            }
            writeLine("madf-tui: \(error)", to: STDERR_FILENO)
            exit(1)
        }
    }

    /// Writes a line at once, without a buffer that a signal could lose.
    static func writeLine(_ line: String, to descriptor: Int32) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}
