import Photo
import System

/// Reading of WebP files, and saving them again: what is saved has the same size.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let photo = try? Photo.load(bytes: file, path: "input", limits: Limits(pixels: 1 << 10)) else { return 0 }
    // Not where it takes the longest part of the time.
    guard count % 8 == 0 else { return 0 }
    let changed = [UInt8](repeating: 1, count: photo.raster.width * photo.raster.height), path: FilePath = "/dev/shm/fuzz-webp.webp"
    guard (try? photo.save(photo.raster, changed: changed, to: path, replacing: .otherFiles)) != nil else { return 0 }
    guard let saved = try? Photo.load(path: path) else { fatalError("what was saved cannot be opened") }
    precondition(saved.raster == photo.raster)
    return 0
}
