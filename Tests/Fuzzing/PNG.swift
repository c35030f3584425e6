import Photo

/// Reading of PNG files, and showing through their profiles. Checksums are mended first, or nothing would get past them.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = withMendedChecksums(UnsafeBufferPointer(start: bytes, count: count))
    if let photo = try? Photo.load(bytes: file, path: "input", pixelLimit: 1 << 18) { _ = photo.displayRaster() }
    return 0
}
