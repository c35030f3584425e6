import Photo

/// Reading of TIFF files, and saving them again: what is saved can be opened, and has the same size.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = Array(UnsafeBufferPointer(start: bytes, count: count))
    // Other formats have targets of their own.
    guard file.starts(with: "II".utf8) || file.starts(with: "MM".utf8) else { return 0 }
    guard let photo = try? Photo.load(bytes: file, path: "input", limits: Limits(pixels: 1 << 12)) else { return 0 }
    let changed = (0..<photo.raster.width * photo.raster.height).map { UInt8($0 / 7 % 5 == count % 5 ? 1 : 0) }
    var result = photo.raster
    for index in result.bytes.indices { result.bytes[index] = ~result.bytes[index] }
    let path = scratchFile("tif")
    defer { path.remove() }
    guard (try? photo.save(result, changed: changed, to: path, replacing: .otherFiles)) != nil else { return 0 }
    guard let saved = try? Photo.load(path: path) else { fatalError("what was saved cannot be opened") }
    precondition(saved.raster.bounds == photo.raster.bounds)
    return 0
}
