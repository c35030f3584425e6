import Pixels

extension Mask {
    /// A mask from a picture: white (at least half of the largest sample in any color channel) is to be removed.
    /// Where the picture has alpha, only opaque pixels count; if none of them is white, and others are not opaque, all opaque ones
    /// do.
    public init(_ picture: Raster) {
        let colors = picture.channels - (picture.model.hasAlpha ? 1 : 0)
        let channels = picture.channels, half = picture.largestSample / 2, type = picture.sampleType, hasAlpha = picture.model.hasAlpha
        if picture.model == .gray && type == .uint8 {
            self = Mask(width: picture.width, height: picture.height, bytes: picture.bytes)
            bytes.withUnsafeMutableBufferPointer { bytes in
                for index in 0..<bytes.count { bytes[index] = 0 &- (bytes[index] >> 7) }
            }
            return
        }
        var white = Mask(width: picture.width, height: picture.height)
        var opaque = white
        picture.bytes.withUnsafeBytes { samples in
            for index in 0..<picture.width * picture.height {
                let first = index &* channels
                if hasAlpha {
                    guard type.load(from: samples, at: first &+ colors) > half else { continue }
                    opaque.bytes[index] = 255
                }
                for channel in 0..<colors where type.load(from: samples, at: first &+ channel) > half { white.bytes[index] = 255 }
            }
        }
        let isShape = picture.model.hasAlpha && !white.bytes.contains(255) && opaque.bytes.contains(0)
        self = isShape ? opaque : white
    }

    /// The mask as a gray picture, white to remove.
    public var picture: Raster { Raster(width: width, height: height, model: .gray, bytes: bytes) }
}
