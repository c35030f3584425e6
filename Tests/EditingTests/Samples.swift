import Editing
import Inpainting
import Masks
import Pixels

/// An editor on a photo of `width` x `height` pixels, one screen pixel each.
func sampleEditor(width: Int = 40, height: Int = 30) -> Editor {
    var photo = Raster(width: width, height: height, model: .rgb)
    for index in photo.bytes.indices { photo.bytes[index] = UInt8(index * 7 & 255) }
    var editor = Editor(photo: photo, layer: Layer(photo), display: { $0 })
    _ = editor.perform(.resize(width: width, height: height, aspect: 1))
    return editor
}

/// A fill of everything by one value.
func sampleFill(_ stage: FillStage, _ value: UInt8, in area: Rectangle) -> Fill {
    let count = area.width * area.height
    return Fill(
        stage: stage,
        patches: [
            Fill.Patch(
                x: area.x, y: area.y,
                raster: Raster(width: area.width, height: area.height, model: .rgb, bytes: [UInt8](repeating: value, count: count * 3)),
                inside: Mask(width: area.width, height: area.height, bytes: [UInt8](repeating: 255, count: count)))
        ])
}
