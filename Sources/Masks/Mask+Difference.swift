import Pixels
import System

extension Mask {
    /// 255 where pixels of two rasters of the same kind differ. Lines that are equal cost little.
    public init(where first: Raster, differsFrom second: Raster) {
        precondition(first.width == second.width && first.height == second.height && first.bytesPerPixel == second.bytesPerPixel)
        let width = first.width, size = first.bytesPerPixel
        var bytes = [UInt8](repeating: 0, count: width * first.height)
        first.bytes.withUnsafeBytes { first in
            second.bytes.withUnsafeBytes { second in
                for start in stride(from: 0, to: bytes.count, by: width)
                where !UnsafeRawBufferPointer(rebasing: first[start * size..<(start + width) * size]).isEqual(
                    to: UnsafeRawBufferPointer(rebasing: second[start * size..<(start + width) * size])
                ) {
                    for pixel in start..<start + width {
                        var difference: UInt8 = 0
                        for byte in pixel * size..<(pixel + 1) * size { difference |= first[byte] ^ second[byte] }
                        if difference != 0 { bytes[pixel] = 255 }
                    }
                }
            }
        }
        self.init(width: width, height: first.height, bytes: bytes)
    }
}
