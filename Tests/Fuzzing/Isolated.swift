import Photo

/// Reading of what the process that decodes HEIC, AVIF and JPEG XL answers, which hostile files may have got hold of.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let answer = Array(UnsafeBufferPointer(start: bytes, count: count)), limits = Limits(pixels: 1 << 10)
    guard let raster = try? IsolatedDecoder.picture(answered: answer, path: "input", limits: limits) else { return 0 }
    precondition(raster.width * raster.height <= limits.pixels)
    return 0
}
