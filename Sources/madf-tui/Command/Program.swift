import ArgumentParser
import Photo
import System

/// The entry: the main command, or one of those that stand beside it under a name of their own.
@main
enum Program {
    /// Not subcommands of the main command: their names would be taken from the photos it is given.
    static let commandsBeside: [any ParsableCommand.Type] = [Convert.self, Explain.self]

    static func main() {
        let arguments = CommandLine.escapedArguments
        DecodingProcess.serve(arguments)
        CurrentProcess.keepFreedMemory()
        if let name = dashed(arguments) {
            FileDescriptor.standardError.writeLine("Error: \(name) would be options: write ./\(name), or -- before it.")
            MainCommand.exit(withError: ExitCode(2))
        }
        if let command = commandsBeside.first(where: { $0.configuration.commandName == arguments.first }) {
            run(command, Array(arguments.dropFirst()))
        } else if arguments.contains("--experimental-dump-help") {
            run(WholeCommand.self, arguments)
        } else {
            run(MainCommand.self, arguments)
        }
    }

    /// A photo whose name begins with a dash: it would be read as options, of which h is the one for help.
    private static func dashed(_ arguments: [String]) -> String? {
        arguments.prefix { $0 != "--" }.first { argument in
            let path = FilePath(escaped: argument)
            return argument.hasPrefix("-") && !argument.hasPrefix("--") && argument.count > 2 && (path.exists || Photo.format(named: path) != nil)
        }
    }

    private static func call(_ name: String) -> String {
        let program = MainCommand.configuration.commandName!
        return name == program ? program : "\(program) \(name)"
    }

    private static func run(_ type: (some ParsableCommand).Type, _ arguments: [String]) -> Never {
        do {
            var command = try type.parseAsRoot(arguments)
            try command.run()
            type.exit()
        } catch {
            let code = type.exitCode(for: error)
            guard code != .success, !(error is ExitCode) else { type.exit(withError: error) }
            if code == .validationFailure {
                // A command that stands beside the main one is called with the program's name before it.
                let name = type.configuration.commandName ?? ""
                let words = type.fullMessage(for: error).replacing("See '\(name) --help'", with: "See '\(Self.call(name)) --help'")
                FileDescriptor.standardError.writeLine(words)
                type.exit(withError: ExitCode(2))
            }
            FileDescriptor.standardError.writeLine("madf-tui: \(error)")
            type.exit(withError: ExitCode.failure)
        }
    }
}

/// All commands in one tree, as the tests of manual and completions need them.
private struct WholeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: MainCommand.configuration.commandName, abstract: MainCommand.configuration.abstract,
        version: MainCommand.configuration.version, subcommands: Program.commandsBeside)

    @OptionGroup var main: MainCommand
}
