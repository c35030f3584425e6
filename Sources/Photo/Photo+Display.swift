import Pixels
import System

extension Photo {
    /// The picture for a screen: 8-bit sRGB, through the embedded profile, transparent parts over a checkerboard.
    public func displayRaster() -> Raster { displayRaster(raster) }

    /// `picture`, which is in this photo's colors (a result, or a part, at any size), for a screen.
    public func displayRaster(_ picture: Raster) -> Raster { picture.forDisplay(profile: profile) }

    /// A quick first look at the photo at `path`: upright, 8-bit sRGB, no side longer than `maximumSide`.
    ///
    /// A JPEG is decoded at a half, a quarter or an eighth of its size where that is enough.
    public static func preview(path: FilePath, maximumSide: Int, limits: Limits = Limits()) throws(PhotoError) -> Raster {
        precondition(maximumSide > 0)
        let file = try InputFile(path, limits)
        guard format(of: file.bytes) == .jpeg else {
            let photo = try load(file, limits)
            return photo.displayRaster(photo.raster.fitted(to: maximumSide))
        }
        let (small, profile) = try JPEGFormat.preview(file, maximumSide: maximumSide, limits)
        return small.fitted(to: maximumSide).forDisplay(profile: profile)
    }
}

extension Raster {
    /// Reduced, where need be, so that no side is longer than `side`.
    fileprivate func fitted(to side: Int) -> Raster {
        let longest = max(width, height)
        if longest <= side { return self }
        return resized(to: max(1, width * side / longest), height: max(1, height * side / longest))
    }
}
