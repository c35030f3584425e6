import Inpainting
import Pixels

/// Pixels that take the place of others. Exchanging them gives the inverse.
struct PixelChange: Sendable {
    private(set) var patches: [Fill.Patch]

    init(_ fill: Fill) { patches = fill.patches }

    var byteCount: Int { patches.reduce(0) { $0 + $1.raster.bytes.count + $1.inside.bytes.count } }

    var areas: [Rectangle] {
        patches.map { Rectangle(x: $0.x, y: $0.y, width: $0.raster.width, height: $0.raster.height) }
    }

    /// Puts the pixels into `photo` and keeps those that were there; a second time undoes the first.
    mutating func exchange(with photo: inout Raster) {
        // Patches may overlap: what was put last must be taken off first.
        patches = patches.map { patch in
            let under = photo.crop(Rectangle(x: patch.x, y: patch.y, width: patch.raster.width, height: patch.raster.height))
            patch.apply(to: &photo)
            return Fill.Patch(x: patch.x, y: patch.y, raster: under, inside: patch.inside)
        }.reversed()
    }
}
