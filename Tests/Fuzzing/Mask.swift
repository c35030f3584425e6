import Masks
import Photo

/// Reading of masks and what is done with them first.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    let file = input.first == 0x89 ? mended(input) : Array(input)
    guard let photo = try? Photo.load(bytes: file, path: "input", limits: Limits(pixels: 1 << 12)) else { return 0 }
    let mask = Mask(photo.raster)
    precondition(mask.bytes.count == photo.raster.width * photo.raster.height)
    _ = mask.regions()
    return 0
}
