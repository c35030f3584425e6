import Pixels

/// The picture to be saved, never laid out as a whole: the result where it counts, elsewhere the photo's own pixels.
///
/// Rows are handed out as the file has them, turned back by its orientation.
struct Composition {
    let original, result: Raster
    /// A byte a pixel of the upright picture.
    let changed: [UInt8]
    let orientation: Orientation
    /// The file's sizes, and how its pixels lie in the upright picture.
    let width, height: Int
    let steps: (start: Int, column: Int, row: Int)

    init(original: Raster, result: Raster, changed: [UInt8], orientation: Orientation) {
        self.original = original
        self.result = result
        self.changed = changed
        self.orientation = orientation
        (width, height) = orientation.size(width: original.width, height: original.height)
        steps = orientation.steps(width: width, height: height)
    }

    /// The upright pixel at the file's column `x`, row `y`.
    func pixel(_ x: Int, _ y: Int) -> Int { steps.start + x * steps.column + y * steps.row }

    /// Whether a pixel of the file's row `y` has changed; where that takes long to find out, true.
    func mayHaveChanged(row y: Int) -> Bool {
        guard abs(steps.column) == 1 else { return true }
        let first = min(pixel(0, y), pixel(width - 1, y))
        return changed.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[first..<first + width]).reduce(0, |) != 0 }
    }

    /// Sample `channel` of upright pixel `pixel`.
    func sample(_ pixel: Int, _ channel: Int) -> Int {
        let bytes = changed[pixel] != 0 ? result.bytes : original.bytes
        return bytes.withUnsafeBytes { original.sampleType.load(from: $0, at: pixel * original.channels + channel) }
    }

    /// Row `row` of the file, in the raster's layout.
    func fill(_ row: Int, _ target: UnsafeMutablePointer<UInt8>) {
        let size = original.bytesPerPixel
        original.bytes.withUnsafeBufferPointer { original in
            result.bytes.withUnsafeBufferPointer { result in
                changed.withUnsafeBufferPointer { changed in
                    var pixel = steps.start + row * steps.row
                    for x in 0..<width {
                        let source = changed[pixel] != 0 ? result : original
                        for byte in 0..<size { target[x * size + byte] = source[pixel * size + byte] }
                        pixel += steps.column
                    }
                }
            }
        }
    }

    /// The same as a file has it that is upright.
    var upright: Composition { Composition(original: original, result: result, changed: changed, orientation: .upright) }

    /// The upright picture as a whole.
    func raster() -> Raster {
        var composed = original
        let size = original.bytesPerPixel
        result.bytes.withUnsafeBufferPointer { result in
            composed.bytes.withUnsafeMutableBufferPointer { composed in
                for pixel in changed.indices where changed[pixel] != 0 {
                    for byte in pixel * size..<(pixel + 1) * size { composed[byte] = result[byte] }
                }
            }
        }
        return composed
    }
}
