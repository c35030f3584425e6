import Editing
import Foundation
import Support

/// What `--experimental-dump-help` of the argument parser prints.
struct Help: Decodable {
    let command: Command

    /// A program's command, with those below it.
    static func of(_ tool: Executable) throws -> Command {
        try JSONDecoder().decode(Help.self, from: tool.run(["--experimental-dump-help"]).output).command
    }

    struct Command: Decodable {
        let commandName: String
        let subcommands: [Command]?
        let arguments: [Argument]?

        /// Long names of the options that help shows.
        var options: Set<String> {
            let shown: [Argument] = (arguments ?? []).filter(\.shouldDisplay), names: [Name] = shown.flatMap { $0.names ?? [] }
            return Set(names.filter { $0.kind == "long" }.map { "--" + $0.name })
        }
    }

    struct Argument: Decodable {
        let shouldDisplay: Bool
        let names: [Name]?
    }

    struct Name: Decodable {
        let kind: String
        let name: String
    }
}
