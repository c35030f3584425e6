import Masks
import Pixels

/// One stage of the filled regions, in the photo's own samples, ready to be laid over it.
public struct Fill: Sendable {
    /// A rectangle of finished pixels. Only where `inside` is not 0 do they replace the photo's.
    public struct Patch: Equatable, Sendable {
        public let x, y: Int
        /// Of the photo's model and depth; already blended into the surroundings.
        public let raster: Raster
        /// As large as `raster`.
        public let inside: Mask

        public init(x: Int, y: Int, raster: Raster, inside: Mask) {
            precondition(raster.width == inside.width && raster.height == inside.height)
            self.x = x
            self.y = y
            self.raster = raster
            self.inside = inside
        }

        /// Of a photo that was premultiplied, for the photo.
        func unpremultiplied(_ type: Raster.SampleType) -> Patch {
            Patch(x: x, y: y, raster: raster.unpremultiplied(type), inside: inside)
        }

        /// Replaces the pixels of `photo` that the patch covers, and no others.
        public func apply(to photo: inout Raster) {
            precondition(raster.sampleType == photo.sampleType && raster.model == photo.model)
            let size = photo.bytesPerPixel, stride = photo.width
            photo.bytes.withUnsafeMutableBytes { target in
                raster.bytes.withUnsafeBytes { source in
                    for pixel in inside.bytes.indices where inside.bytes[pixel] != 0 {
                        let (row, column) = pixel.quotientAndRemainder(dividingBy: raster.width)
                        let to = ((y + row) * stride + x + column) * size
                        for byte in 0..<size { target[to + byte] = source[pixel * size + byte] }
                    }
                }
            }
        }
    }

    public let stage: FillStage
    public let patches: [Patch]
    /// From where in the photo most of it was copied: another try keeps away from there.
    public let sources: [Mask.Region]
    /// Straight edges that it found and followed.
    public let lines: [FoundLine]

    public init(stage: FillStage, patches: [Patch], sources: [Mask.Region] = [], lines: [FoundLine] = []) {
        self.stage = stage
        self.patches = patches
        self.sources = sources
        self.lines = lines
    }

    /// Replaces the pixels of `photo` that the patches cover, and no others.
    public func apply(to photo: inout Raster) {
        for patch in patches { patch.apply(to: &photo) }
    }

    /// Which pixels of a photo of this size `apply` replaces.
    public func coverage(width: Int, height: Int) -> Mask {
        var mask = Mask(width: width, height: height)
        for patch in patches {
            for row in 0..<patch.inside.height {
                for column in 0..<patch.inside.width where patch.inside.bytes[row * patch.inside.width + column] != 0 {
                    mask.bytes[(patch.y + row) * width + patch.x + column] = 255
                }
            }
        }
        return mask
    }
}
