import Pixels

/// A picture ready to be shown at any size: 8-bit sRGB with its halvings.
public struct Layer: Sendable {
    public internal(set) var picture: Raster
    var pyramid: Pyramid

    /// `picture` must be 8-bit RGB. Takes about 10 ms a megapixel.
    public init(_ picture: Raster) {
        precondition(picture.model == .rgb && picture.sampleType == .uint8)
        self.picture = picture
        pyramid = Pyramid(
            Pyramid.Level(width: picture.width, height: picture.height, bytes: picture.bytes), channels: 3, average: .light)
    }

    /// With memory of its own. `picture`: an equal one that has its own already, if there is.
    public func copied(picture copy: Raster? = nil) -> Layer {
        var result = self
        result.picture = copy ?? picture.copied()
        result.pyramid = pyramid.copied()
        return result
    }

    mutating func refresh(_ area: Rectangle) {
        pyramid.update(
            Pyramid.Level(width: picture.width, height: picture.height, bytes: picture.bytes), in: area)
    }
}

extension Raster {
    /// With memory of its own.
    public func copied() -> Raster {
        Raster(width: width, height: height, model: model, sampleType: sampleType, bytes: bytes.copied())
    }
}

extension [UInt8] {
    /// With memory of its own: changing it later copies nothing.
    func copied() -> [UInt8] { withUnsafeBufferPointer { [UInt8]($0) } }
}
