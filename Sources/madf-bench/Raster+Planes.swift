import Evaluation
import Pixels

extension Raster {
    /// The channels one by one, in 0...255.
    var planes: [Plane] {
        let scale = 255 / Float(largestSample)
        return (0..<channels).map { channel in
            Plane(
                width: width, height: height,
                values: (0..<width * height).map { scale * Float(self[$0 % width, $0 / width, channel]) })
        }
    }
}
