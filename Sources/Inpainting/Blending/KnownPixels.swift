import Masks
import Pixels

/// The pixels of a photo that are not to be filled, as light in 0...1.
struct KnownPixels: Sendable {
    private let photo: Raster
    private let mask: Mask
    private let table: [Float]

    init(_ photo: Raster, but mask: Mask) {
        self.photo = photo
        self.mask = mask
        table = photo.sampleTable()
    }

    /// nil outside of the photo, too.
    subscript(x: Int, y: Int) -> SIMD4<Float>? {
        guard x >= 0, y >= 0, x < photo.width, y < photo.height, mask.bytes[y * mask.width + x] == 0 else { return nil }
        let index = (y * photo.width + x) * photo.channels
        if photo.channels == 3 && photo.sampleType == .uint8 {
            return SIMD4(table[Int(photo.bytes[index])], table[Int(photo.bytes[index + 1])], table[Int(photo.bytes[index + 2])], 0)
        }
        var result = SIMD4<Float>.zero
        photo.bytes.withUnsafeBytes { bytes in
            for channel in 0..<photo.channels {
                result[channel] = table[photo.sampleType.load(from: bytes, at: index + channel)]
            }
        }
        return result
    }

    /// Between the four pixels about a place of the photo, linearly, as far as they are known; nil outside, too.
    subscript(place: Point) -> SIMD4<Float>? {
        guard place.x >= 0, place.y >= 0, place.x < Double(photo.width), place.y < Double(photo.height) else { return nil }
        let x = LinearTap(place.x - 0.5, count: photo.width), y = LinearTap(place.y - 0.5, count: photo.height)
        var sum = SIMD4<Float>.zero, total: Float = 0
        for (column, across) in [(x.first, 1 - x.share), (x.second, x.share)] {
            for (row, down) in [(y.first, 1 - y.share), (y.second, y.share)] where across * down > 0 {
                guard let value = self[column, row] else { continue }
                sum += Float(across * down) * value
                total += Float(across * down)
            }
        }
        return total > 0 ? sum / total : nil
    }
}
