/// A picture of floating-point samples, one plane a channel.
///
/// `values` is `[channels][height][width]`; 0 is black (or full ink, or transparent) and 1 white, as encoded.
public struct Planes: Sendable {
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

    public var area: Int { width * height }

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
