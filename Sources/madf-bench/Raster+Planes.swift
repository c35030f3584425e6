import Pixels

extension Raster {
    /// The channels one by one, in 0...255.
    var planes: Planes {
        let scale = 255 / Float(largestSample)
        return Planes(
            width: width, height: height, channels: channels,
            values: (0..<channels).flatMap { channel in
                (0..<width * height).map { scale * Float(self[$0 % width, $0 / width, channel]) }
            })
    }
}
