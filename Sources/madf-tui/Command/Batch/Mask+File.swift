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

    /// What is to be said where edges, read from a file, are no thin strokes.
    func noteAsEdges(from path: FilePath) -> String? {
        let limit = max(8, max(width, height) / 100)
        guard shrunk(by: limit / 2).bytes.contains(where: { $0 != 0 }) else { return nil }
        return "\(path) has strokes wider than \(limit) pixels: edges go along their middle; thin strokes say better where."
    }
}
