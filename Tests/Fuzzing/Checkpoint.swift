import Checkpoints
import MADF

/// What a network asks of a checkpoint: the list of its tensors, all their values, and the sizes that follow from them.
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    guard let checkpoint = try? Checkpoint(bytes: UnsafeRawBufferPointer(start: bytes, count: count), path: "input") else { return }
    for name in checkpoint.names { _ = try? checkpoint.values(name) }
    _ = try? Configuration(checkpoint)
}
