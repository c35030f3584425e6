import Checkpoints
import System
import Workers

extension Checkpoint {
    /// A checkpoint of a network of these sizes that is not in any file, for timing: every value is a function of its tensor's
    /// name and its place.
    public static func random(_ configuration: Configuration) -> Checkpoint {
        Checkpoint(made: "random weights", shapes: configuration.tensors) { random($0, $1) }
    }

    /// Writes the tensors of a network of these sizes as a safetensors file, whole or not at all.
    ///
    /// - Parameters:
    ///   - halves: matrices as float16; vectors stay float32, as in the bundled file.
    ///   - replaces: whether a file that is there may be replaced.
    ///
    /// Throws `CheckpointError` or `Cancelled`.
    public func writeSafetensors(
        to path: FilePath, _ configuration: Configuration, halves: Bool, replaces: Bool, cancellation: Cancellation = Cancellation()
    ) throws {
        let metadata = [
            "architecture": "madf", "parameters": "\(configuration.parameters)", "refinements": "\(configuration.refinements)",
            "normalization": "\(configuration.normalization)",
        ]
        try writeSafetensors(
            to: path, tensors: configuration.tensors, metadata: metadata, halves: halves, replaces: replaces,
            cancellation: cancellation)
    }

    /// Uniform values whose spread keeps activations of order one; variances lie around one.
    private static func random(_ name: String, _ shape: [Int]) -> [Float] {
        let count = shape.reduce(1, *)
        var state = Hash.fnv1a(name.utf8)
        let generated = name.contains("conv1.0")
        let fan = generated ? 60 : max(1, shape.dropFirst().reduce(1, *))
        let spread: Float = shape.count > 1 || generated ? (6 / Float(fan)).squareRoot() : 0.1
        let middle: Float = name.hasSuffix("running_var") ? 1 : 0
        return [Float](unsafeUninitializedCapacity: count) { target, filled in
            for index in 0..<count {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                target[index] = middle + spread * (Float(state >> 40) / Float(1 << 23) - 1)
            }
            filled = count
        }
    }
}
