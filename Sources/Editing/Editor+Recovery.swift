import Inpainting
import Masks
import Photo

extension Editor {
    /// Takes up marks and a picture that an earlier session left, as one removal, which can be undone, and goes to where it was.
    mutating func recover(_ mask: Mask, _ result: Raster, at place: WorkPlace) {
        precondition(result.width == original.width && result.model == original.model)
        replaceMask(mask)
        cursor = place.cursor
        viewport.show(place.center, scale: place.scale)
        let size = original.bytesPerPixel
        var inside = Mask(width: mask.width, height: mask.height)
        for pixel in inside.bytes.indices
        where (pixel * size..<pixel * size + size).contains(where: { result.bytes[$0] != current.bytes[$0] }) {
            inside.bytes[pixel] = 255
        }
        guard inside.bytes.contains(255) else { return }
        let fill = Fill(stage: .detail, patches: [Fill.Patch(x: 0, y: 0, raster: result, inside: inside)])
        var pixels = PixelChange(fill)
        exchange(&pixels)
        let nothing = MaskChange(from: self.mask, to: self.mask, in: Rectangle(x: 0, y: 0, width: 0, height: 0))
        history.record(.removal(pixels, nothing))
    }
}
