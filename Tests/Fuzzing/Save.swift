import Photo

/// Saving of photos in all formats: what is saved can be opened again, and has the same size.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    let file = input.first == 0x89 ? mended(input) : Array(input)
    guard let photo = try? Photo.load(bytes: file, path: "input", limits: Limits(pixels: 1 << 12)) else { return 0 }
    var result = photo.raster
    for index in result.bytes.indices { result.bytes[index] = ~result.bytes[index] }
    // A part of the picture, and another one for another file.
    let changed = (0..<result.width * result.height).map { UInt8($0 / 7 % 5 == count % 5 ? 1 : 0) }
    for path in Photo.Format.allCases.map({ scratchFile($0.fileExtension) }) {
        defer { path.remove() }
        guard (try? photo.save(result, changed: changed, to: path, replacing: .otherFiles)) != nil else { continue }
        guard let saved = try? Photo.load(path: path) else { fatalError("what was saved cannot be opened") }
        precondition(saved.raster.bounds == photo.raster.bounds)
    }
    return 0
}
