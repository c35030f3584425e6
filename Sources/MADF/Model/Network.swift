import CKernels
import Checkpoints
import Synchronization
import System
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
    public convenience init(checkpoint path: FilePath) throws(CheckpointError) {
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
        layers = try LayerBuilder(checkpoint: checkpoint, configuration: configuration).layers()
        self.kernels = kernels.functions
    }

    /// Fills the hole of an image.
    ///
    /// - Parameters:
    ///   - last: the stage to end with; later ones cost nothing.
    ///   - work: progress is reported on this thread, after each layer.
    ///   - output: called on this thread as each stage is ready, with `[3][height][width]` in the terms of the input's image, not
    ///     clamped, equal to it outside the hole.
    /// - Throws: `Cancelled`, within the time of a task (some milliseconds) after the flag is raised.
    public func run(
        _ input: NetworkInput, through last: Stage = .final, work: Work, output: (Stage, [Float]) -> Void
    ) throws(Cancelled) {
        let scale = ColorScale.photograph, plane = input.width * input.height
        try run(
            input, scale: scale, through: last, work: work, report: { _ in },
            output: { stage, map, wanted in
                var result = input.image
                wanted.forEach { x, y in
                    let pixel = map.pixel(x, y)
                    for channel in 0..<3 {
                        result[channel * plane + y * input.width + x] = pixel[channel] * scale.deviation[channel] + scale.mean[channel]
                    }
                }
                output(stage, result)
            })
    }

    /// A workspace that an earlier run of the same size left where there is one, else a new one.
    func takeWorkspace(width: Int, height: Int, workers: Int) -> Workspace {
        let found = workspaces.withLock { kept in
            kept.removeAll { ($0.width, $0.height, $0.workers) != (width, height, workers) }
            return kept.popLast()
        }
        return found ?? Workspace(configuration, width: width, height: height, workers: workers)
    }

    /// Keeps a workspace for a later run. Those of one size only are kept, as many as were taken at once: a photo's crops are
    /// mostly of one size.
    func keep(_ workspace: Workspace) { workspaces.withLock { $0.append(workspace) } }
}
