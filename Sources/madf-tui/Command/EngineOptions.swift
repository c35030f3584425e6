import ArgumentParser
import System
import Workers

/// What to compute with.
struct EngineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Network to use: safetensors or PyTorch; $MADF_MODEL, or the bundled one, unless told.", valueName: "file"),
        completion: .file())
    var model: FilePath?

    @Option(parsing: .unconditional, help: ArgumentHelp("Threads; as many as processors unless told.", valueName: "n"))
    var threads: Int?

    func validate() throws {
        if let threads, !(1...256).contains(threads) { throw ValidationError("--threads takes a number from 1 to 256") }
    }

    var threadCount: Int { threads ?? WorkerPool.availableProcessors }
}
