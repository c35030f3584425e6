/// Reading of checkpoints as safetensors.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    examine(bytes, count)
    return 0
}
