import Pixels

extension Mask {
    /// A mask from a picture: white (at least half of the largest sample in any color channel) is to be removed.
    /// Where the picture has alpha, only opaque pixels count; if none of them is white, and others are not opaque, all opaque ones
    /// do.
    public init(_ picture: Raster) {
        let colors = picture.channels - (picture.model.hasAlpha ? 1 : 0)
        let half = picture.largestSample / 2
        var white = Mask(width: picture.width, height: picture.height)
        var opaque = white
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let isOpaque = !picture.model.hasAlpha || picture[x, y, colors] > half
                let index = y * picture.width + x
                if isOpaque { opaque.bytes[index] = 255 }
                if isOpaque, (0..<colors).contains(where: { picture[x, y, $0] > half }) { white.bytes[index] = 255 }
            }
        }
        let isShape = picture.model.hasAlpha && !white.bytes.contains(255) && opaque.bytes.contains(0)
        self = isShape ? opaque : white
    }

    /// The mask as a gray picture, white to remove.
    public var picture: Raster { Raster(width: width, height: height, model: .gray, bytes: bytes) }
}
