import ArgumentParser
import MADF
import System

/// Counts multiplications, as the paper's table IV does.
struct Count: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the multiplications of encoder and decoders.",
        discussion: """
            Dense, with a kernel built for every window. A transposed convolution counts the taps that it must compute; where
            profilers count all 16 of them for every output, the second column does too.
            """)

    @Option(help: "Checkpoint to count; the bundled one unless told.", completion: .file())
    var model: FilePath?

    @Option(help: "Sizes of the paper's or the bundled network instead.")
    var random: Speed.Sizes?

    @Option(help: "Side of the input in pixels.")
    var size = 256

    func run() throws {
        let configuration: Configuration
        if let random {
            configuration = random == .paper ? .paper : .lite
        } else {
            configuration = try Network(checkpointOrBundled: model).configuration
        }
        let needed = configuration.multiplications(width: size, height: size)
        let profiled = configuration.multiplications(width: size, height: size, countingAllTaps: true)
        func row(_ name: String, _ needed: Int, _ profiled: Int) {
            print(name.padded(14) + (Double(needed) / 1e9).fixed(2).aligned(8) + " G" + (Double(profiled) / 1e9).fixed(2).aligned(9) + " G")
        }
        row("encoder", needed.encoder, profiled.encoder)
        for (index, count) in needed.decoders.enumerated() {
            row(index == 0 ? "recovery" : "refinement \(index)", count, profiled.decoders[index])
        }
        row("total", needed.total, profiled.total)
    }
}
