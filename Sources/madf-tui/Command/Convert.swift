import ArgumentParser
import Checkpoints
import MADF
import Synchronization
import System
import Workers

/// `madf-tui convert IN OUT`: any model file as safetensors.
struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", _superCommandName: "madf-tui",
        abstract: "Turns a model file into safetensors.",
        discussion: """
            IN is a safetensors file, or one of PyTorch's: a zip, or the stream of before version 1.6, as the paper's authors
            published. The file's metadata says what it is and where it comes from.
            """)

    enum Precision: String, ExpressibleByArgument, CaseIterable {
        case float32, float16
    }

    @Argument(help: "Model file to read.", completion: .file())
    var input: FilePath

    @Argument(help: "Safetensors file to write.", completion: .file())
    var output: FilePath

    @Option(help: "Values: float32, or float16 for half the size (vectors stay float32).")
    var precision = Precision.float32

    @Flag(help: "Write over a file that exists.")
    var force = false

    func run() throws {
        let checkpoint = try Checkpoint(path: input)
        let network = try Network(checkpoint)
        // Before there is anything to take away, a signal ends the program as ever.
        let cancellation = Cancellation(), received = Atomic(EndingSignals.interrupted)
        Interruption.watch { status in
            received.store(status, ordering: .relaxed)
            cancellation.cancel()
        }
        do {
            try checkpoint.writeSafetensors(
                to: output, network.configuration, halves: precision == .float16, replaces: force,
                cancellation: cancellation)
        } catch is Cancelled {
            throw ExitCode(received.load(ordering: .relaxed))
        }
        let sizes = network.configuration
        print(
            "Wrote \(output): \(sizes.parameters) parameters in \(sizes.tensors.count) tensors, \(precision.rawValue), "
                + "\(sizes.refinements) refinements with \(sizes.normalization) normalization, working size \(network.workingSize).")
    }
}
