import Pixels

/// A map of features, `[height][width][channels]` with a border of zeros around, in a part of a buffer, which it keeps.
///
/// Padding channels are zero, and channels of one pixel lie side by side, so that a row of a kernel is one run of memory: a
/// convolution needs pointers into the map and never a copy of its windows.
struct FeatureMap: @unchecked Sendable {
    let width, height, channels, border: Int
    /// Floats from one row to the next.
    let stride: Int
    /// The first channel of pixel (0, 0).
    let origin: UnsafeMutablePointer<Float>
    private let buffer: FloatBuffer

    /// The map lies in `buffer` from float `offset` on.
    init(_ shape: MapShape, in buffer: FloatBuffer, at offset: Int = 0) {
        precondition(offset >= 0 && offset + shape.floats <= max(buffer.count, 1))
        (width, height, channels, border) = (shape.width, shape.height, shape.channels, shape.border)
        stride = shape.stride
        origin = buffer.pointer + offset + border * (stride + channels)
        self.buffer = buffer
    }

    /// The channels of the pixel at column `x`, row `y`; the border may be read too.
    func pixel(_ x: Int, _ y: Int) -> UnsafeMutablePointer<Float> { origin + (y * stride + x * channels) }

    /// The channels of pixel `y * width + x`.
    func pixel(at index: Int32) -> UnsafeMutablePointer<Float> {
        let (y, x) = Int(index).quotientAndRemainder(dividingBy: width)
        return pixel(x, y)
    }

    /// Makes the border zero: the memory may have served another map.
    func clearBorder() {
        guard border > 0 else { return }
        let edge = border * channels
        for y in -border..<height + border {
            if y < 0 || y >= height {
                pixel(-border, y).update(repeating: 0, count: stride)
            } else {
                pixel(-border, y).update(repeating: 0, count: edge)
                pixel(width, y).update(repeating: 0, count: edge)
            }
        }
    }

    /// A copy of the first `channels` channels.
    func planes(channels: Int) -> Planes {
        var planes = Planes(width: width, height: height, channels: channels)
        for y in 0..<height {
            for x in 0..<width {
                let pixel = pixel(x, y)
                for channel in 0..<channels { planes[x, y, channel] = pixel[channel] }
            }
        }
        return planes
    }
}
