import Photo

/// Reading of HEIC and AVIF files; what they are encoded with is not instrumented.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let photo = try? Photo.load(bytes: file, path: "input", limits: Limits(pixels: 1 << 14)) { _ = photo.displayRaster() }
    return 0
}
