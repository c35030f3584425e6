import Photo

/// Reading of JPEG files, and showing through their profiles.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Other formats have targets of their own.
    let file = [0xFF, 0xD8, 0xFF] + Array(UnsafeBufferPointer(start: bytes, count: count).dropFirst(3))
    if let photo = try? Photo.load(bytes: file, path: "input", limits: Limits(pixels: 1 << 12)) { _ = photo.displayRaster() }
    return 0
}
