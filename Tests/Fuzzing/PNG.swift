import Photo

/// Reading of PNG files, and showing through their profiles. Mended first, or nothing would get past the checksums.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = mended(UnsafeBufferPointer(start: bytes, count: count))
    if let photo = try? Photo.load(bytes: file, path: "input", limits: Limits(pixels: 1 << 12)) { _ = photo.displayRaster() }
    return 0
}
