/// A picture of floating-point samples, one plane a channel.
///
/// `values` is `[channels][height][width]`, samples as encoded; 0 is black (or full ink, or transparent) and 1 white, or 255 where that
/// is said.
public struct Planes: Equatable, Sendable {
    public let width, height, channels: Int
    public var values: [Float]

    public init(width: Int, height: Int, channels: Int, values: [Float]) {
        precondition(values.count == width * height * channels)
        self.width = width
        self.height = height
        self.channels = channels
        self.values = values
    }

    public init(width: Int, height: Int, channels: Int) {
        self.init(
            width: width, height: height, channels: channels,
            values: [Float](repeating: 0, count: width * height * channels))
    }

    @inlinable public var area: Int { width * height }

    /// One plane.
    public subscript(channel channel: Int) -> ArraySlice<Float> { values[channel * area..<(channel + 1) * area] }

    /// All channels of a pixel.
    @inlinable public subscript(index: Int) -> SIMD4<Float> {
        // What most pictures have: the loop below takes three times as long.
        if channels == 3 { return SIMD4(values[index], values[area + index], values[2 * area + index], 0) }
        var result = SIMD4<Float>.zero
        for channel in 0..<channels { result[channel] = values[channel * area + index] }
        return result
    }

    /// The picture after a Gaussian.
    public func blurred(_ blur: GaussianBlur) -> Planes {
        var result = self
        for channel in 0..<channels {
            var plane = Array(self[channel: channel])
            blur.apply(to: &plane, width: width, height: height)
            result.values.replaceSubrange(channel * area..<(channel + 1) * area, with: plane)
        }
        return result
    }

    /// The sample of channel `channel` at column `x`, row `y`.
    public subscript(x: Int, y: Int, channel: Int) -> Float {
        get { values[(channel * height + y) * width + x] }
        set { values[(channel * height + y) * width + x] = newValue }
    }

    /// Left and right exchanged.
    public var mirrored: Planes {
        Planes(width: width, height: height, channels: channels, values: values.mirrored(width: width))
    }

    /// The mean of this picture and one of its size.
    public func mixed(with other: Planes) -> Planes {
        Planes(
            width: width, height: height, channels: channels,
            values: values.indices.map { (values[$0] + other.values[$0]) / 2 })
    }
}

extension Array {
    /// Rows of `width` values, each in reverse.
    package func mirrored(width: Int) -> [Element] {
        indices.map { self[$0 - $0 % width + width - 1 - $0 % width] }
    }
}
