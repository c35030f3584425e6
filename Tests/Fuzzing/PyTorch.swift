/// Reading of checkpoints as PyTorch writes them, zip archives and the older stream of pickles.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // What does not begin like a zip is taken as the pickle of the tensors in an older stream, behind what all have.
    if count > 1, bytes![0] == 0x50, bytes![1] == 0x4B {
        examine(bytes, count)
    } else {
        let file = head + UnsafeBufferPointer(start: bytes, count: count)
        file.withUnsafeBufferPointer { examine($0.baseAddress, $0.count) }
    }
    return 0
}

/// The pickles of magic number, protocol version and writing machine.
private let head: [UInt8] = [
    0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E, 0x80, 2, 0x4D, 0xE9, 3, 0x2E,
    0x80, 2, 0x7D, 0x2E,
]
