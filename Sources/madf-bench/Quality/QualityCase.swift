import Evaluation
import Masks
import Photo
import Pixels
import System

/// A square photo and a mask on it.
struct QualityCase {
    /// Without folder and extension; the hole's ratio is in it where the mask was drawn for one.
    let name: String
    /// 8-bit sRGB.
    let photo: Raster
    let mask: Mask

    /// The square in the middle of the photo at `path`, `side` pixels wide.
    static func square(_ path: FilePath, side: Int) throws -> Raster {
        middle(try Photo.load(path: path).displayRaster(), side: side)
    }

    /// A mask from a file, cut and resized as the photo is.
    static func mask(_ path: FilePath, side: Int) throws -> Mask {
        Mask(middle(try Photo.load(path: path).raster, side: side))
    }

    private static func middle(_ raster: Raster, side: Int) -> Raster {
        let short = min(raster.width, raster.height)
        let square = Rectangle(x: (raster.width - short) / 2, y: (raster.height - short) / 2, width: short, height: short)
        return raster.crop(square).resized(to: side, height: side)
    }

    /// What a fill got: its pixels inside the hole, the photo's outside, against the photo.
    func similarity(_ fill: Raster) -> Similarity {
        var composed = photo
        for index in mask.bytes.indices where mask.bytes[index] != 0 {
            for byte in 3 * index..<3 * index + 3 { composed.bytes[byte] = fill.bytes[byte] }
        }
        return Similarity(composed.planes, truth: photo.planes)
    }
}
