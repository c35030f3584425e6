import Masks
import Photo
import Pixels
import System

extension Mask {
    /// Reads what to remove from `photo`, the picture in the file `photoPath`; throws `PhotoError`, or
    /// `CommandError.wrongSize` where the mask is not as large.
    init(path: FilePath, for photo: Raster, at photoPath: FilePath) throws {
        let picture = try Photo.load(path: path).raster
        guard picture.width == photo.width, picture.height == photo.height else {
            throw CommandError.wrongSize(
                mask: path, width: picture.width, height: picture.height, photo: photoPath,
                photoWidth: photo.width, photoHeight: photo.height)
        }
        self.init(picture)
    }
}
