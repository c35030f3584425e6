import MADF
import Masks
import Pixels
import Workers

extension Network {
    /// The stages that the checkpoint has, of the whole of `picture`, 8-bit RGB, rounded as a file would hold them.
    ///
    /// - Parameter hole: not 0 where `picture` is to be filled; as large as it, with sides that the network takes.
    public func stages(
        of picture: Raster, hole: Mask, _ work: Work
    ) throws(Cancelled) -> [(stage: Stage, picture: Raster)] {
        let plane = picture.width * picture.height
        let image = (0..<3 * plane).map { Float(picture.bytes[$0 % plane * 3 + $0 / plane]) / 255 }
        var stages: [(stage: Stage, picture: Raster)] = []
        try run(
            NetworkInput(image: image, hole: hole.bytes, width: picture.width, height: picture.height),
            through: configuration.stages.last!, work: work
        ) { stage, values in
            let bytes = (0..<3 * plane).map { UInt8(255 * min(1, max(0, values[$0 % 3 * plane + $0 / 3])) + 0.5) }
            stages.append((stage, Raster(width: picture.width, height: picture.height, model: .rgb, bytes: bytes)))
        }
        return stages
    }
}
