import Photo

/// Reading of WebP files, and saving them again: what is saved shows the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard file.starts(with: "RIFF".utf8), let photo = try? Photo.load(bytes: file, path: "input", limits: Limits(pixels: 1 << 10)) else { return 0 }
    // Not where it takes the longest part of the time.
    guard count % 8 == 0 else { return 0 }
    let changed = [UInt8](repeating: 1, count: photo.raster.width * photo.raster.height), path = scratchFile("webp")
    defer { path.remove() }
    guard (try? photo.save(photo.raster, changed: changed, to: path, replacing: .otherFiles)) != nil else { return 0 }
    guard let saved = try? Photo.load(path: path) else { fatalError("what was saved cannot be opened") }
    let (before, after) = (photo.raster, saved.raster)
    precondition(after.width == before.width && after.height == before.height)
    for index in 0..<before.width * before.height {
        let (own, other) = (index * before.channels, index * after.channels)
        for channel in 0..<3 { precondition(after.bytes[other + channel] == before.bytes[own + channel]) }
        // libwebp leaves out alpha that hides nothing.
        let alpha = before.channels == 4 ? before.bytes[own + 3] : 255
        precondition(alpha == (after.channels == 4 ? after.bytes[other + 3] : 255))
    }
    return 0
}
