import ArgumentParser
import Inpainting
import MADF
import Pixels
import System
import Workers

/// Compares fills of unharmed places with what was there, at full resolution.
struct Detail: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures fills of unharmed places against the truth.",
        discussion: """
            FOLDER holds NAME.png and NAME_mask.png (white = fill). The pixels under the mask are blanked before anything sees
            them. Prints for each kind of fill, inside the hole: PSNR; PSNR after a Gaussian of sigma 4; gradient energy over the
            truth's; deviation of the gradient magnitude similarity; and the mean step across the mask's edge over those nearby.
            """)

    @Argument(help: "Folder with the pairs.", completion: .directory)
    var folder: FilePath

    @Option(help: "Checkpoint to run; the bundled one unless told.", completion: .file())
    var model: FilePath?

    @Option(help: "Threads to use.")
    var threads = WorkerPool.availableProcessors

    @Option(help: "Most pixels along a side that the network sees.")
    var workingSize: Int?

    @Option(help: "Pixels by which the masks grow.")
    var grow = 0

    @Option(help: "Write each fill to this folder, as NAME-KIND.png.", completion: .directory)
    var save: FilePath?

    @Option(name: .customLong("kind"), help: "Only this kind of fill; may be given several times.")
    var kinds: [DetailKind] = []

    @Flag(help: "Take more time for better fills.")
    var best = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print every pair.")
    var all = false

    func validate() throws {
        guard (1...256).contains(threads), (0...1_000).contains(grow), workingSize ?? 128 >= 128 else {
            throw ValidationError("--threads takes 1 to 256, --grow 0 to 1000, --working-size 128 or more")
        }
    }

    func run() throws {
        let pool = WorkerPool(threads: threads)
        let inpainter = Inpainter(network: try Network(checkpointOrBundled: model), pool: pool)
        let names = try folder.names().filter { $0.hasSuffix("_mask.png") }.map { String($0.dropLast("_mask.png".count)) }
            .filter { folder.file($0 + ".png").exists }.sorted()
        guard !names.isEmpty else { throw Failure("\(folder): no NAME.png with NAME_mask.png in it") }
        var results: [DetailResult] = []
        for name in names {
            let pair = try DetailCase(folder: folder, name: name)
            for kind in DetailKind.allCases where kinds.isEmpty || kinds.contains(kind) {
                let start = MonotonicClock.seconds
                let filled = try fill(pair, kind, inpainter, pool)
                let seconds = MonotonicClock.seconds - start
                if let save { try filled.writePNG(to: save.file("\(name)-\(kind.rawValue).png")) }
                results.append(
                    DetailResult(
                        name: name, kind: kind, seconds: seconds, measures: DetailMeasures(filled, truth: pair.photo, mask: pair.mask)))
                if all && !json { print(results[results.count - 1].line) }
            }
        }
        let summary = DetailKind.allCases.filter { kinds.isEmpty || kinds.contains($0) }.map { kind in
            DetailSummary(kind, results.filter { $0.kind == kind })
        }
        if json {
            print(JSON.object([("pairs", .list(results.map(\.json))), ("means", .list(summary.map(\.json)))]))
        } else {
            print("\(names.count) pairs; peak \(CurrentProcess.peakMemory) MiB")
            print(DetailSummary.header)
            for line in summary { print(line.line) }
        }
    }

    private func fill(_ pair: DetailCase, _ kind: DetailKind, _ inpainter: Inpainter, _ pool: WorkerPool) throws -> Raster {
        var options = FillOptions(workingSize: workingSize, grow: grow, through: kind.stage, best: best)
        options.isGuided = kind != .shifts
        var result = pair.blanked
        try inpainter.fill(pair.blanked, mask: pair.mask, options: options).last?.apply(to: &result)
        return kind == .patches ? try PatchVoting.fill(result, mask: pair.mask.grown(by: grow), Work(on: pool)) : result
    }
}
