import ArgumentParser
import MADF
import System
import Workers

/// Times the network alone.
struct Speed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times the network.",
        discussion: "Median of the runs after a warm-up, by stage; peak resident memory; multiplications done and dense.")

    enum Sizes: String, ExpressibleByArgument, CaseIterable {
        case paper, lite
    }

    @Option(help: "Checkpoint to run; the bundled one unless told.", completion: .file())
    var model: FilePath?

    @Option(help: "Random weights of the paper's or the bundled network's sizes instead.")
    var random: Sizes?

    @Option(help: "Inner loops to run: portable, avx2 or avx512; the best ones unless told.")
    var kernels: String?

    @Option(help: "Side of the input in pixels.")
    var size = 512

    @Option(help: "Side of the square hole in the middle; the whole input unless told.")
    var hole: Int?

    @Option(help: "Threads to use.")
    var threads = WorkerPool.availableProcessors

    @Option(help: "Runs to take the median of.")
    var runs = 5

    @Flag(help: "Print seconds and rate of every layer.")
    var profile = false

    func validate() throws {
        guard size > 0, runs > 0, threads > 0, threads <= 256, (0...size).contains(hole ?? size) else {
            throw ValidationError("size, runs and threads are positive, and the hole fits the input")
        }
    }

    func run() throws {
        let network = try open()
        let configuration = network.configuration
        guard size % configuration.sideMultiple == 0 else {
            throw ValidationError("--size takes multiples of \(configuration.sideMultiple)")
        }
        let work = Work(on: WorkerPool(threads: threads))
        let input = NetworkInput(image: image, hole: mask, width: size, height: size)
        var timings: [[StepReport]] = [], totals: [Double] = []
        for run in 0...runs {
            var steps: [StepReport] = []
            let start = MonotonicClock.seconds
            _ = try network.forward(input, work: work) { steps.append($0) }
            if run > 0 {
                totals.append(MonotonicClock.seconds - start)
                timings.append(steps)
            }
        }
        if profile { printLayers(timings) }
        printStages(timings)
        let done = timings[0].reduce(0) { $0 + $1.multiplications }
        let dense = configuration.multiplications(width: size, height: size).total
        print("GFLOP/s: \((2 * Double(done) / totals.median / 1e9).fixed(1))")
        print(
            "total \(totals.median.fixed(3)) s, peak \(CurrentProcess.peakMemory) MiB, "
                + "\((Double(done) / 1e9).fixed(1)) G of \((Double(dense) / 1e9).fixed(1)) G multiplications")
    }

    private func open() throws -> Network {
        let kernels = try kernelSet
        if let random { return try Network(.random(random == .paper ? .paper : .lite), kernels: kernels) }
        return try Network(checkpointOrBundled: model, kernels: kernels)
    }

    private var kernelSet: KernelSet {
        get throws {
            guard let kernels else { return .best }
            // "avx512" is easier to type.
            func plain(_ name: String) -> String { name.lowercased().filter { $0 != "-" } }
            guard let set = KernelSet.all.first(where: { plain($0.name) == plain(kernels) }) else {
                throw ValidationError("--kernels takes \(KernelSet.all.map(\.name).joined(separator: ", ")) on this processor")
            }
            return set
        }
    }

    /// Values in the range of a normalized photograph, the same in every run.
    private var image: [Float] {
        var state: UInt32 = 1
        return (0..<3 * size * size).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Float(state >> 8) / Float(1 << 22) - 2
        }
    }

    private var mask: [UInt8] {
        let side = hole ?? size, start = (size - side) / 2
        return (0..<size * size).map { index in
            let (y, x) = index.quotientAndRemainder(dividingBy: size)
            return (start..<start + side).contains(x) && (start..<start + side).contains(y) ? 1 : 0
        }
    }

    private func printStages(_ timings: [[StepReport]]) {
        for stage in Stage.allCases where timings[0].contains(where: { $0.stage == stage }) {
            let seconds = timings.map { steps in steps.filter { $0.stage == stage }.reduce(0) { $0 + $1.seconds } }
            print("\("\(stage)".padded(8)) \(seconds.median.fixed(3)) s")
        }
    }

    private func printLayers(_ timings: [[StepReport]]) {
        for (index, step) in timings[0].enumerated() {
            let seconds = timings.map { $0[index].seconds }.median
            print(
                step.name.padded(26) + (seconds * 1e3).fixed(2).aligned(9) + " ms"
                    + (Double(step.multiplications) / 1e6).fixed(1).aligned(10) + " M"
                    + (2 * Double(step.multiplications) / seconds / 1e9).fixed(1).aligned(8) + " GFLOP/s")
        }
    }
}
