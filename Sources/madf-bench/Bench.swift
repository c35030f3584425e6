import ArgumentParser
import CVersion
import System

/// What measures: each figure in README names the subcommand that printed it.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "madf-bench", abstract: "Measures the inpainting engine of madf-tui.",
        version: "madf-bench " + String(cString: madf_version()),
        subcommands: [Parity.self, Speed.self, Count.self, Detail.self, Quality.self, MakeMasks.self, Snap.self, Save.self, Pauses.self])

    /// As the argument parser's, but for the status of wrong usage, which is madf-tui's.
    static func main() {
        CurrentProcess.keepFreedMemory()
        do {
            var command = try parseAsRoot(CommandLine.escapedArguments)
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            FileDescriptor.standardError.writeLine(fullMessage(for: error))
            exit(withError: ExitCode(2))
        }
    }
}
