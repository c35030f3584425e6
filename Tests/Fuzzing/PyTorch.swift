import MADF

/// Reading of checkpoints as PyTorch writes them, zip archives and the older stream of pickles.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    _ = try? Network(checkpoint: memoryFile(holding: UnsafeBufferPointer(start: bytes, count: count), zeros: 0))
    return 0
}
