import CAllocations
import Checkpoints
import Foundation
import MADF
import Pixels
import Support
import Synchronization
import Testing
import Workers

/// The whole network against what the reference implementation wrote down (fixture of a small random network).
@Suite struct NetworkTests {
    static let folder = PackageFolder.tinyNetwork
    static let pool = WorkerPool(threads: 2)
    static let work = Work(on: pool)

    /// The hole that `kind` names in noise, or in `image`.
    static func input(_ kind: String, _ width: Int, _ height: Int, _ image: [Float]? = nil) -> NetworkInput {
        NetworkInput(
            image: image ?? KernelTests.noise(3 * width * height, seed: 6).map { ($0 + 1) / 2 }, hole: hole(kind, width, height),
            width: width, height: height)
    }

    static func error(_ values: ArraySlice<Float>, _ truth: [Float]) -> Double {
        guard values.count == truth.count else { return .infinity }
        let rms = (truth.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(truth.count)).squareRoot()
        return zip(values, truth).reduce(0) { max($0, Double(abs($1.0 - $1.1))) } / max(rms, 1e-12)
    }

    /// Every map on the way, for every kind of processor. 1e-4 of the RMS: float32 over some thirty layers.
    @Test(arguments: KernelSet.all.indices) func stageByStage(set: Int) throws {
        let network = try Network(Checkpoint(path: Self.folder + "/network.safetensors"), kernels: KernelSet.all[set])
        let activations = try Activations(path: Self.folder + "/activations.safetensors")
        var seen: Set<String> = []
        let outputs = try network.forward(activations.input, work: Self.work) { step in
            func check(_ name: String, _ planes: (Int) -> Planes?) {
                guard let truth = activations.map(name), let planes = planes(truth.channels) else { return }
                #expect(Self.error(planes.values[...], truth.values) < 1e-4, "\(name)")
                seen.insert(name)
            }
            if step.name.hasPrefix("filter_gen_") {
                let level = step.name.split(separator: "_").last!
                check("e_\(level)") { step.planes(channels: $0) }
                check("m_\(level)") { step.maskPlanes(channels: $0) }
            } else {
                check(step.name) { step.planes(channels: $0) }
            }
        }
        for (stage, truth) in activations.outputs {
            #expect(Self.error(outputs[stage]![...], truth) < 1e-4, "\(stage)")
            seen.insert("\(stage)")
        }
        #expect(Set(activations.names).subtracting(seen) == ["image", "mask"])
    }

    /// 2e-3 for half precision, which keeps eleven bits of a weight.
    @Test(arguments: [("network-f16.safetensors", 2e-3), ("network-zip.pth", 1e-4), ("network-legacy.pth", 1e-4)])
    func otherFormats(name: String, bound: Double) throws {
        let network = try Network(checkpoint: Self.folder + "/" + name)
        let activations = try Activations(path: Self.folder + "/activations.safetensors")
        let outputs = try network.forward(activations.input, work: Self.work)
        for (stage, truth) in activations.outputs { #expect(Self.error(outputs[stage]![...], truth) < bound, "\(stage)") }
    }

    /// Checkpoints of other shapes, recognized by their keys: no refinement, one, three, and plain batch normalization.
    @Test(arguments: [("refinements-0", 0), ("refinements-1", 1), ("refinements-3", 3), ("batch-normalization", 2)])
    func otherCascades(name: String, refinements: Int) throws {
        let folder = Self.folder.replacing("/tiny", with: "/" + name)
        let network = try Network(checkpoint: folder + "/network.safetensors")
        #expect(network.configuration.refinements == refinements)
        #expect(network.configuration.normalization == (name.hasPrefix("batch") ? .batch : .pointwise))
        let activations = try Activations(path: folder + "/activations.safetensors")
        let outputs = try network.forward(activations.input, work: Self.work)
        for (stage, truth) in activations.outputs { #expect(Self.error(outputs[stage]![...], truth) < 1e-4, "\(stage)") }
    }

    static let holes = ["scribble", "disc", "border", "pixel", "corner", "all", "none", "speckle"]

    static func hole(_ kind: String, _ width: Int, _ height: Int, seed: UInt32 = 5) -> [UInt8] {
        let noise = KernelTests.noise(64, seed: seed)
        var hole = [UInt8](repeating: 0, count: width * height)
        for index in hole.indices {
            let (y, x) = index.quotientAndRemainder(dividingBy: width)
            let inside: Bool
            switch kind {
            case "scribble":
                inside = (0..<4).contains { stroke in
                    let base = Double(noise[stroke] * 50 + 64), slope = Double(noise[8 + stroke])
                    return abs(Double(y) - base - slope * Double(x - width / 2)) < 3
                }
            case "disc": inside = (x - width / 3) * (x - width / 3) + (y - height / 2) * (y - height / 2) < 900
            case "border": inside = x < 5 || y >= height - 7
            case "pixel": inside = x == 77 && y == 31
            case "corner": inside = x >= width - 20 && y < 20
            case "all": inside = true
            case "speckle": inside = (x &* 7_919 &+ y &* 104_729) % 97 == 0
            default: inside = false
            }
            hole[index] = inside ? 1 : 0
        }
        return hole
    }

    /// What the cone leaves out must not be missed: on the hole the result is that of the dense run. 1e-4 as everywhere;
    /// it is far closer, but pixels that count as zero in a tile may change its rounding.
    @Test(arguments: holes) func coneAgainstDense(kind: String) throws {
        let network = try Network(checkpoint: Self.folder + "/network.safetensors")
        let (width, height) = (256, 128)
        let hole = Self.hole(kind, width, height)
        var image = KernelTests.noise(3 * width * height, seed: 6)
        for index in image.indices where hole[index % (width * height)] != 0 { image[index] = 0 }
        let input = NetworkInput(image: image, hole: hole, width: width, height: height)
        let dense = try network.forward(input.everywhere, work: Self.work)
        for last in Stage.allCases {
            let part = try network.forward(input, through: last, work: Self.work)
            #expect(Set(part.keys) == Set(Stage.allCases.filter { $0 <= last }))
            for (stage, values) in part {
                let truth = zip(dense[stage]!, hole + hole + hole).filter { $0.1 != 0 }.map(\.0)
                let found = zip(values, hole + hole + hole).filter { $0.1 != 0 }.map(\.0)
                #expect(truth.isEmpty || Self.error(found[...], truth) < 1e-4, "\(stage)")
            }
        }
    }

    @Test(arguments: ["scribble", "disc", "all"]) func threadsChangeNothing(kind: String) throws {
        try checkThreads(Network(checkpoint: Self.folder + "/network.safetensors"), kind, width: 256)
    }

    /// Channels as many as the paper's where maps are wide enough for Winograd tiles of 4 and of 2: workers share their passes, and
    /// everything else is cut into several tasks, too.
    @Test func threadsChangeNothingWithWideChannels() throws {
        let configuration = Configuration(
            maskChannels: 4, encoderChannels: [6, 16, 32, 32, 32, 32, 32, 32], decoderChannels: [3, 64, 128, 256, 256, 64, 64, 64],
            kernels: [0, 7, 5, 3, 3, 3, 3, 3], modulationChannels: 128, refinements: 1)
        // Of att_conv_3 and of att_conv_4.
        #expect(KernelSet.sharesPasses(inputs: 2 * 128, outputs: 128, tile: 4))
        #expect(KernelSet.sharesPasses(inputs: 2 * 256, outputs: 256, tile: 2))
        let network = try Network(.random(configuration))
        for kind in ["disc", "all"] { try checkThreads(network, kind, width: 128) }
    }

    private func checkThreads(_ network: Network, _ kind: String, width: Int) throws {
        let input = Self.input(kind, width, 128)
        var results: [[Stage: [Float]]] = []
        for threads in [1, 2, 3, 8] {
            var outputs: [Stage: [Float]] = [:]
            try network.run(input, work: Work(on: WorkerPool(threads: threads))) { outputs[$0] = $1 }
            results.append(outputs)
        }
        #expect(results[0].count == 3 && results[0].values.joined().allSatisfy(\.isFinite))
        for other in results.dropFirst() {
            let isSame = other == results[0]
            #expect(isSame)
        }
    }

    /// The second removal on a photo packs nothing, whatever was marked, and gives what it would have given as the first.
    @Test func secondRemovalCostsNoSetUp() throws {
        func remove(_ kind: String, with network: Network) throws -> (outputs: [Stage: [Float]], packings: Int) {
            var packings = 0
            let outputs = try network.forward(Self.input(kind, 256, 128), work: Self.work) { packings += $0.packings }
            return (outputs, packings)
        }
        let network = try Network(checkpoint: Self.folder + "/network.safetensors")
        #expect(try remove("pixel", with: network).packings > 0)
        for kind in ["scribble", "border", "all"] {
            let again = try remove(kind, with: network)
            let first = try remove(kind, with: Network(checkpoint: Self.folder + "/network.safetensors"))
            #expect(again.packings == 0 && first.packings > 0)
            let isSame = again.outputs == first.outputs
            #expect(isSame)
        }
    }

    /// A run after another of its size takes its lists from the heap and a picture for each output: some pieces for each layer, none
    /// for each task or pixel, of which there are thousands.
    @Test(arguments: KernelSet.all.indices, ["scribble", "disc", "all"]) func repeatedRunAllocatesByLayers(set: Int, kind: String) throws {
        let network = try Network(Checkpoint(path: Self.folder + "/network.safetensors"), kernels: KernelSet.all[set])
        let input = Self.input(kind, 256, 128)
        for threads in [1, 3] {
            let pool = WorkerPool(threads: threads), work = Work(on: pool)
            func allocations(_ body: () throws -> Void) rethrows -> Int {
                let before = Self.allocations(of: pool)
                try body()
                return Self.allocations(of: pool) - before
            }
            func run() throws { try network.run(input, work: work) { _, _ in } }
            try run()
            let counting = allocations {}
            let taken = try allocations(run) - counting
            #expect(taken <= 2_000, "\(threads) threads")
        }
    }

    /// Of all threads of `pool`, so far.
    private static func allocations(of pool: WorkerPool) -> Int {
        let sum = Atomic(0)
        pool.onEachThread { _ in sum.wrappingAdd(allocations_of_thread(), ordering: .relaxed) }
        return sum.load(ordering: .relaxed)
    }

    /// Positions that only refinements read come after the coarse output: it is the same, bit by bit, with and without them.
    @Test func laterStagesChangeNoEarlierOne() throws {
        let network = try Network(checkpoint: Self.folder + "/network.safetensors")
        let input = Self.input("pixel", 256, 128)
        var coarse: [[Float]] = []
        for last in [Stage.coarse, .first, .final] {
            try network.run(input, through: last, work: Self.work) { if $0 == .coarse { coarse.append($1) } }
        }
        #expect(coarse.count == 3 && coarse[1] == coarse[0] && coarse[2] == coarse[0])
    }

    @Test func pixelsOutsideTheHoleAreTheImage() throws {
        let network = try Network(checkpoint: Self.folder + "/network.safetensors")
        let input = Self.input("disc", 256, 128), told = Mutex<[Double]>([])
        var stages: [Stage] = []
        try network.run(input, work: Work(on: Self.pool) { share, _ in told.withLock { $0.append(share) } }) { stage, result in
            stages.append(stage)
            #expect(zip(input.image, result).enumerated().allSatisfy { input.hole[$0 % (256 * 128)] != 0 || $1.0 == $1.1 })
            #expect(result != input.image)
        }
        let shares = told.withLock { $0 }
        #expect(stages == Stage.allCases)
        #expect(shares == shares.sorted() && shares.last! > 0.999)
    }

    @Test func cancellationEndsTheRun() throws {
        let network = try Network(checkpoint: Self.folder + "/network.safetensors")
        let cancellation = Cancellation()
        var outputs = 0
        #expect(throws: Cancelled.self) {
            let work = Work(on: Self.pool, cancellation: cancellation) { share, _ in if share > 0.5 { cancellation.cancel() } }
            try network.run(Self.input("all", 128, 128), work: work) { _, _ in outputs += 1 }
        }
        #expect(outputs < 3)
    }
}
