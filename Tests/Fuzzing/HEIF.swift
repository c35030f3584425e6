import Photo

/// Decoding of HEIC and AVIF files, as the process does it that is there for that.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = UnsafeRawBufferPointer(start: bytes, count: count)
    guard file.dropFirst(4).starts(with: "ftyp".utf8) else { return 0 }
    _ = try? DecodingProcess.picture(file, Limits(pixels: 1 << 12))
    return 0
}
