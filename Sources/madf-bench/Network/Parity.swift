import ArgumentParser
import MADF
import System
import Workers

/// Compares the engine with the outputs that another implementation wrote down.
struct Parity: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares outputs with those of the reference.",
        discussion: """
            FOLDER holds network*.safetensors or network*.pth, and activations.safetensors with image, mask, coarse, first
            and final. Prints the largest error relative to the output's RMS; ends with status 1 past 1e-4 (2e-3 for a file
            whose name has f16 in it).
            """)

    @Argument(help: "Folder with the networks and their activations.", completion: .directory)
    var folder: FilePath

    @Option(help: "Threads to use.")
    var threads = WorkerPool.availableProcessors

    func run() throws {
        let activations = try Activations(path: folder.file("activations.safetensors"))
        let networks = try folder.names().filter {
            $0.hasPrefix("network") && ($0.hasSuffix(".safetensors") || $0.hasSuffix(".pth"))
        }
        guard !networks.isEmpty else { throw Failure("\(folder): no network*.safetensors or network*.pth in it") }
        let pool = WorkerPool(threads: threads)
        var isPassed = true
        for name in networks {
            let bound = name.contains("f16") ? 2e-3 : 1e-4
            let network = try Network(checkpoint: folder.file(name))
            let outputs = try network.forward(activations.input, work: Work(on: pool))
            for stage in Stage.allCases {
                let error = Self.error(outputs[stage] ?? [], activations.outputs[stage] ?? [])
                isPassed = isPassed && error <= bound
                print("\(name.padded(24)) \("\(stage)".padded(7)) \(error.scientific.aligned(9)) \(error <= bound ? "ok" : "past \(bound)")")
            }
        }
        if !isPassed { throw ExitCode(1) }
    }

    /// Largest difference over the RMS of `expected`.
    private static func error(_ values: [Float], _ expected: [Float]) -> Double {
        guard values.count == expected.count, !values.isEmpty else { return .infinity }
        var largest: Float = 0, sum = 0.0
        for (value, truth) in zip(values, expected) {
            largest = value.isFinite ? max(largest, abs(value - truth)) : .infinity
            sum += Double(truth) * Double(truth)
        }
        return Double(largest) / (sum / Double(expected.count)).squareRoot()
    }
}
