import ArgumentParser
import CVersion

/// What measures: each figure in README names the subcommand that printed it.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "madf-bench", abstract: "Measures the inpainting engine of madf-tui.",
        version: "madf-bench " + String(cString: madf_version()),
        subcommands: [Parity.self, Speed.self, Count.self, Detail.self, Quality.self, MakeMasks.self, Snap.self, Save.self])
}
