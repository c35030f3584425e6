import Inpainting
import Masks
import Pixels

extension Editor {
    public var workPlace: WorkPlace {
        WorkPlace(cursor: cursor, center: viewport.center, scale: viewport.isFit ? 0 : viewport.scale)
    }

    /// Takes up marks and a picture that an earlier session left, as one removal, which can be undone, and goes to where it was.
    mutating func recover(_ marks: [MarkKind: Mask], _ result: Raster, at place: WorkPlace) {
        precondition(result.width == original.width && result.model == original.model)
        for kind in [MarkKind.keepOut, .edges, .removal] {
            guard let mask = marks[kind] else { continue }
            paint(kind)
            replaceMask(mask, as: "marks that were left behind")
        }
        paint(.removal)
        cursor = place.cursor
        viewport.show(place.center, scale: place.scale)
        let inside = Mask(where: result, differsFrom: current)
        guard let box = inside.boundingBox else { return }
        let fill = Fill(stage: .detail, patches: [Fill.Patch(x: box.x, y: box.y, raster: result.crop(box), inside: inside.crop(box))])
        var pixels = PixelChange(fill)
        exchange(&pixels)
        history.record(.removal(pixels, [:]), as: "work that was left behind")
    }
}
