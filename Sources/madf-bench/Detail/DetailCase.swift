import Masks
import Photo
import Pixels
import System

/// A photo and an unharmed place of it that is to be filled.
struct DetailCase {
    let photo: Raster
    let mask: Mask
    /// The photo with nothing under the mask.
    let blanked: Raster

    init(folder: FilePath, name: String) throws {
        photo = try Photo.load(path: folder.file("\(name).png")).raster
        let shape = try Photo.load(path: folder.file("\(name)_mask.png")).raster
        guard shape.width == photo.width && shape.height == photo.height else {
            throw Failure("\(folder)/\(name)_mask.png: \(shape.width) x \(shape.height), but the photo has \(photo.width) x \(photo.height)")
        }
        var mask = Mask(width: photo.width, height: photo.height), blanked = photo
        let size = photo.bytesPerPixel
        for index in mask.bytes.indices where shape.bytes[index * shape.bytesPerPixel] >= 128 {
            mask.bytes[index] = 255
            for byte in 0..<size { blanked.bytes[index * size + byte] = 0 }
        }
        guard mask.boundingBox != nil else { throw Failure("\(folder)/\(name)_mask.png: nothing is white") }
        self.mask = mask
        self.blanked = blanked
    }
}
