import CKernels
import Checkpoints
import Glibc
import Synchronization
import Workers

/// MADF, ready to run: "Image Inpainting by End-to-End Cascaded Refinement With Mask Awareness", IEEE TIP 2021.
///
/// Weights are packed once and shared by all runs. One run at a time uses the pool's threads best; runs from several
/// threads each take a workspace of their own.
public final class Network: Sendable {
    public let configuration: Configuration
    /// Side in pixels that the checkpoint says it does best at, 512 where it says nothing.
    public let workingSize: Int
    let layers: Layers
    let kernels: madf_kernels
    private let workspaces = Mutex<[Workspace]>([])

    /// Opens the checkpoint at `path`, checks that every tensor is there and fits, and packs the weights.
    public convenience init(checkpoint path: String) throws(CheckpointError) {
        try self.init(Checkpoint(path: path), kernels: .best)
    }

    /// As above, for a checkpoint that is open.
    public convenience init(_ checkpoint: Checkpoint) throws(CheckpointError) {
        try self.init(checkpoint, kernels: .best)
    }

    package init(_ checkpoint: Checkpoint, kernels: KernelSet) throws(CheckpointError) {
        configuration = try Configuration(checkpoint)
        let told = checkpoint.metadata["working_size"].flatMap { Int($0) } ?? 512
        workingSize = max(configuration.sideMultiple, min(told, 4_096) / configuration.sideMultiple * configuration.sideMultiple)
        layers = try Layers(checkpoint, configuration)
        self.kernels = kernels.functions
    }

    /// Mean and deviation by which RGB in 0...1 is normalized.
    package static let mean: [Float] = [0.485, 0.456, 0.406]
    package static let deviation: [Float] = [0.229, 0.224, 0.225]

    /// Fills the hole of an image.
    ///
    /// - Parameters:
    ///   - image: planar `[3][height][width]`, RGB as encoded for sRGB, in 0...1; what the hole holds is not read.
    ///   - hole: `[height][width]`, not 0 where there is something to fill.
    ///   - width, height: multiples of `configuration.sideMultiple`.
    ///   - last: the stage to end with; later ones cost nothing.
    ///   - progress: called on this thread with the share of the work done, 0...1.
    ///   - output: called on this thread as each stage is ready, with `[3][height][width]` in the terms of `image`, not
    ///     clamped, equal to `image` outside the hole.
    /// - Throws: `Cancelled`, within the time of a task (some milliseconds) after the flag is raised.
    public func run(
        image: [Float], hole: [UInt8], width: Int, height: Int, through last: Stage = .final, on pool: WorkerPool,
        cancellation: Cancellation, progress: (Double) -> Void = { _ in }, output: (Stage, [Float]) -> Void
    ) throws(Cancelled) {
        precondition(image.count == 3 * width * height && hole.count == width * height)
        let plane = width * height
        try run(
            image: image, mean: Self.mean, deviation: Self.deviation, hole: hole, width: width, height: height, through: last,
            on: pool, cancellation: cancellation, progress: { step in progress(step.share) },
            output: { stage, map, wanted in
                var result = image
                wanted.forEach { x, y in
                    let pixel = map.pixel(x, y)
                    for channel in 0..<3 {
                        result[channel * plane + y * width + x] = pixel[channel] * Self.deviation[channel] + Self.mean[channel]
                    }
                }
                output(stage, result)
            })
    }

    /// Lends a workspace to `body`: one left by an earlier run of the same size where there is one.
    ///
    /// Those of one size only are kept, as many as were lent at once: a photo's crops are mostly of one size.
    func withWorkspace(
        width: Int, height: Int, workers: Int, _ body: (Workspace) throws(Cancelled) -> Void
    ) throws(Cancelled) {
        func fits(_ workspace: Workspace) -> Bool {
            workspace.width == width && workspace.height == height && workspace.workers == workers
        }
        let found = workspaces.withLock { kept in
            kept.removeAll { !fits($0) }
            return kept.popLast()
        }
        let workspace = found ?? Workspace(configuration, layers, width: width, height: height, workers: workers)
        defer { workspaces.withLock { $0.append(workspace) } }
        try body(workspace)
    }
}
