/// A picture of floating-point samples, one plane a channel.
///
/// `values` is `[channels][height][width]`; 0 is black (or full ink, or transparent) and 1 white, as encoded.
struct Planes: Sendable {
    let width, height, channels: Int
    var values: [Float]

    init(width: Int, height: Int, channels: Int, values: [Float]) {
        precondition(values.count == width * height * channels)
        self.width = width
        self.height = height
        self.channels = channels
        self.values = values
    }

    init(width: Int, height: Int, channels: Int) {
        self.init(
            width: width, height: height, channels: channels,
            values: [Float](repeating: 0, count: width * height * channels))
    }

    var area: Int { width * height }
}
