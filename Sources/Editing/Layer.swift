import Photo

/// A picture ready to be shown at any size: 8-bit sRGB with its halvings.
public struct Layer: Sendable {
    public internal(set) var picture: Raster
    var pyramid: Pyramid

    /// `picture` must be 8-bit RGB. Takes about 10 ms a megapixel.
    public init(_ picture: Raster) {
        precondition(picture.model == .rgb && picture.bytesPerSample == 1)
        self.picture = picture
        pyramid = Pyramid(
            Pyramid.Level(width: picture.width, height: picture.height, bytes: picture.bytes), channels: 3, average: .light)
    }

    mutating func refresh(_ area: Rectangle) {
        pyramid.update(
            Pyramid.Level(width: picture.width, height: picture.height, bytes: picture.bytes), in: area)
    }
}
