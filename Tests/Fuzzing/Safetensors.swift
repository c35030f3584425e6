import MADF

/// Reading of checkpoints as safetensors: the list of tensors, and all that a network asks of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    // As many zeros as make the header's tensors fit, where it is the tiny network's.
    _ = try? Network(checkpoint: memoryFile(holding: input, zeros: max(0, 1_245_108 - count)))
    return 0
}
