import MADF
import Masks
import Photo
import Workers

extension Network {
    /// The stages of the whole of `photo`, 8-bit RGB, rounded as a file would hold them.
    func fills(_ photo: Raster, _ mask: Mask, through last: Stage, on pool: WorkerPool) throws -> [(Stage, Raster)] {
        let plane = photo.width * photo.height
        let image = (0..<3 * plane).map { Float(photo.bytes[$0 % plane * 3 + $0 / plane]) / 255 }
        var fills: [(Stage, Raster)] = []
        try run(
            image: image, hole: mask.bytes, width: photo.width, height: photo.height, through: last, on: pool,
            cancellation: Cancellation()
        ) { stage, values in
            let bytes = (0..<3 * plane).map { UInt8(255 * min(1, max(0, values[$0 % 3 * plane + $0 / 3])) + 0.5) }
            fills.append((stage, Raster(width: photo.width, height: photo.height, model: .rgb, bytes: bytes)))
        }
        return fills
    }
}
