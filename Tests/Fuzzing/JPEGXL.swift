import Photo

/// Decoding of JPEG XL files, as the process does it that is there for that.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = UnsafeRawBufferPointer(start: bytes, count: count)
    guard file.starts(with: [0xFF, 0x0A]) || file.dropFirst(4).starts(with: "JXL ".utf8) else { return 0 }
    _ = try? DecodingProcess.picture(file, Limits(pixels: 1 << 12))
    return 0
}
