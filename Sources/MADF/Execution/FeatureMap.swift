/// A map of features, `[height][width][channels]` with a border of zeros around; it does not own its memory.
///
/// Channels are padded with zeros to a multiple of 8, or to the 4 of a narrow map (RGB, with or without the mask), and channels of one pixel lie side by side, so that a row of
/// a kernel is one run of memory: a convolution needs pointers into the map and never a copy of its windows.
struct FeatureMap: @unchecked Sendable {
    let width, height, channels, border: Int
    /// Floats from one row to the next.
    let stride: Int
    /// The first channel of pixel (0, 0).
    let origin: UnsafeMutablePointer<Float>

    /// Channels of a map of RGB, and of image and mask.
    static let narrow = 4

    init(width: Int, height: Int, channels: Int, border: Int, isNarrow: Bool = false, memory: UnsafeMutablePointer<Float>) {
        self.width = width
        self.height = height
        self.channels = channels.roundedUp(to: isNarrow ? Self.narrow : 8)
        self.border = border
        stride = (width + 2 * border) * self.channels
        origin = memory + border * (stride + self.channels)
    }

    /// Floats that a map of these sizes takes.
    static func size(width: Int, height: Int, channels: Int, border: Int, isNarrow: Bool = false) -> Int {
        (width + 2 * border) * (height + 2 * border) * channels.roundedUp(to: isNarrow ? narrow : 8)
    }

    /// The channels of the pixel at column `x`, row `y`; the border may be read too.
    func pixel(_ x: Int, _ y: Int) -> UnsafeMutablePointer<Float> { origin + (y * stride + x * channels) }

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

    /// A copy as `[channels][height][width]`, of the first `channels` channels.
    func planar(channels: Int) -> [Float] {
        var values = [Float](repeating: 0, count: channels * width * height)
        for y in 0..<height {
            for x in 0..<width {
                let pixel = pixel(x, y)
                for channel in 0..<channels { values[(channel * height + y) * width + x] = pixel[channel] }
            }
        }
        return values
    }
}
