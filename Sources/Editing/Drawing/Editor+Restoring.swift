import Inpainting
import Masks
import Pixels

/// The eraser over a result: the photo as it was comes back.
extension Editor {
    /// What a stroke of the eraser from `place` on does where it brings the photo back: where something was removed, and no marks
    /// are to be erased. nil where it erases marks.
    func restoring(from place: Point) -> Restoring? {
        guard let area = filled, painted == .removal, running == nil else { return nil }
        // Where a shape begins says little of what lies in it: while there are marks, it erases these.
        guard isMaskEmpty || !tool.isShape && !isMarked(near: place) && isFilled(near: place) else { return nil }
        return Restoring(area: area, before: current.crop(area), shape: Mask(width: original.width, height: original.height))
    }

    /// Whether there is something to bring back, but not before the removal has ended.
    var restoresLater: Bool { filled != nil && isMaskEmpty && painted == .removal && running != nil }

    private func isMarked(near place: Point) -> Bool {
        let marks = marks[.removal]!.mask
        return isAny(near: place) { marks.bytes[$0] != 0 }
    }

    private func isFilled(near place: Point) -> Bool {
        let size = original.bytesPerPixel
        return isAny(near: place) { pixel in
            (pixel * size..<(pixel + 1) * size).contains { current.bytes[$0] != original.bytes[$0] }
        }
    }

    /// Whether `condition` holds for the index of a pixel that the pen covers when it is put down.
    private func isAny(near place: Point, _ condition: (Int) -> Bool) -> Bool {
        let reach = tool.hasWidth ? Int(brushDiameter / 2) : 0
        let area = Rectangle(x: Int(place.x) - reach, y: Int(place.y) - reach, width: 2 * reach + 1, height: 2 * reach + 1)
            .intersection(Rectangle(x: 0, y: 0, width: original.width, height: original.height))
        return (area.y..<area.bottom).contains { row in
            (row * original.width + area.x..<row * original.width + area.right).contains(where: condition)
        }
    }

    /// Shows what the stroke has brought back of `changed`.
    mutating func showRestored(_ stroke: Stroke, in changed: Rectangle) {
        guard let restoring = stroke.restoring else { return }
        let area = changed.intersection(restoring.area), size = original.bytesPerPixel, original = original
        guard !area.isEmpty else { return }
        changePixels { picture in
            for row in area.y..<area.bottom {
                let start = row * original.width + area.x, bytes = start * size..<(start + area.width) * size
                let from = ((row - restoring.area.y) * restoring.area.width + area.x - restoring.area.x) * size
                picture.bytes.replaceSubrange(bytes, with: restoring.before.bytes[from..<from + bytes.count])
                for pixel in start..<start + area.width where restoring.shape.bytes[pixel] != 0 {
                    for byte in pixel * size..<(pixel + 1) * size { picture.bytes[byte] = original.bytes[byte] }
                }
            }
        }
        refresh([area])
    }

    /// Notes what an ended stroke has brought back, so that it can be undone.
    mutating func recordRestored(_ stroke: Stroke) {
        guard let restoring = stroke.restoring else { return }
        let area = stroke.changed.intersection(restoring.area)
        let part = Rectangle(x: area.x - restoring.area.x, y: area.y - restoring.area.y, width: area.width, height: area.height)
        guard !area.isEmpty, case let before = restoring.before.crop(part), before != current.crop(area) else { return }
        let patch = Fill.Patch(x: area.x, y: area.y, raster: before, inside: restoring.shape.crop(area))
        history.record(.removal(PixelChange(Fill(stage: .detail, patches: [patch])), [:]), as: "bringing back")
    }
}
