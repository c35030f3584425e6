import Checkpoints
import Pixels
import System

/// Inputs and outputs of a network as another implementation wrote them down, in a safetensors file.
package struct Activations: Sendable {
    package let width, height: Int
    /// `[3][height][width]`, normalized, zero in the hole.
    package let image: [Float]
    /// `[height][width]`, 1 in the hole.
    package let hole: [UInt8]
    /// `[3][height][width]` by stage.
    package let outputs: [Stage: [Float]]
    private let checkpoint: Checkpoint

    package init(path: FilePath) throws(CheckpointError) {
        checkpoint = try Checkpoint(path: path)
        image = try checkpoint.values("image")
        let shape = checkpoint.tensors["image"]!.shape
        guard shape.count == 3, shape[0] == 3 else {
            throw .wrongShape(file: path, tensor: "image", expected: [3, 128, 128], found: shape)
        }
        (height, width) = (shape[1], shape[2])
        let mask = try checkpoint.values("mask")
        guard mask.count == image.count else {
            throw .wrongShape(file: path, tensor: "mask", expected: shape, found: checkpoint.tensors["mask"]!.shape)
        }
        hole = mask[..<(width * height)].map { $0 == 0 ? 1 : 0 }
        outputs = [
            .coarse: try checkpoint.values("coarse"), .first: try checkpoint.values("first"),
            .final: try checkpoint.values("final"),
        ]
    }

    /// What the network is to make `outputs` of, everywhere.
    package var input: NetworkInput { NetworkInput(image: image, hole: hole, width: width, height: height).everywhere }

    /// Names of all maps, sorted.
    package var names: [String] { checkpoint.tensors.keys.sorted() }

    /// A map; nil where there is none of that name.
    package func map(_ name: String) -> Planes? {
        guard let shape = checkpoint.tensors[name]?.shape, shape.count == 3, let values = try? checkpoint.values(name) else {
            return nil
        }
        return Planes(width: shape[2], height: shape[1], channels: shape[0], values: values)
    }
}
