import Inpainting
import Masks
import Pixels
import Workers

/// A patch as it would be, blended at the screen's size, and the outline of its source.
extension Editor {
    func draw(_ patching: Patching, on picture: inout Picture) {
        let bounds = patching.region.bounds, movement = patching.movement
        let hole = shares(of: patching.hole, in: viewport, isMirrored: false).map { $0 >= 64 }
        if patching.obstacle == nil {
            blend(patching, hole, into: &picture)
        } else {
            draw(.removal, Sampler(viewport), on: &picture)
        }
        var source = viewport
        source.center = movement.target(of: viewport.center, in: bounds)
        source.scale *= movement.scale
        drawOutline(of: shares(of: patching.hole, in: source, isMirrored: movement.isMirrored).map { $0 >= 64 }, on: &picture)
    }

    /// How much of each screen pixel is marked, of 255.
    private func shares(of marks: Marks, in viewport: Viewport, isMirrored: Bool) -> [UInt8] {
        var shares = [UInt8](repeating: 0, count: viewport.width * viewport.height)
        Sampler(viewport).forEach(base: marks.base, marks.pyramid) { index, share in
            shares[isMirrored ? Self.mirrored(index, viewport.width) : index] = UInt8(share.0)
        }
        return shares
    }

    private static func mirrored(_ index: Int, _ width: Int) -> Int { index / width * width + width - 1 - index % width }

    private func blend(_ patching: Patching, _ hole: [Bool], into picture: inout Picture) {
        let width = picture.width, height = picture.height, movement = patching.movement
        var view = viewport
        view.center = movement.source(of: viewport.center, in: patching.region.bounds)
        view.scale /= movement.scale
        var moved = Raster(width: width, height: height, model: .rgb), isKnown = [Bool](repeating: false, count: width * height)
        let base = Pyramid.Level(width: layer.picture.width, height: layer.picture.height, bytes: layer.picture.bytes)
        Sampler(view).forEach(base: base, layer.pyramid) { index, light in
            let index = movement.isMirrored ? Self.mirrored(index, width) : index
            moved.bytes[3 * index] = Transfer.encoded[light.0]
            moved.bytes[3 * index + 1] = Transfer.encoded[light.1]
            moved.bytes[3 * index + 2] = Transfer.encoded[light.2]
            isKnown[index] = true
        }
        let inside = Mask(width: width, height: height, bytes: hole.map { $0 ? 255 : 0 })
        guard let region = inside.region else { return }
        // Beside the photo there is nothing to blend with.
        var mask = inside
        let sampler = Sampler(viewport)
        for index in hole.indices where !sampler.isInside(column: index % width, row: index / width) { mask.bytes[index] = 255 }
        let screen = Raster(width: width, height: height, model: .rgb, bytes: picture.bytes)
        let source = MovedPicture(moved, isKnown: isKnown, over: screen, mask: mask)
        // A hole that fills the screen has nothing to be blended with there.
        let hasRim = hole.indices.contains { index in
            hole[index]
                && [(1, 0), (-1, 0), (0, 1), (0, -1)].contains { dx, dy in
                    let x = index % width + dx, y = index / width + dy
                    return x >= 0 && y >= 0 && x < width && y < height && mask[x, y] == 0
                }
        }
        let blended = hasRim ? try? Blend(source: source, region: region, mask: mask, photo: screen).patch(Work(on: .caller)) : nil
        for index in hole.indices where hole[index] {
            let (x, y) = (index % width - region.bounds.x, index / width - region.bounds.y)
            for channel in 0..<3 {
                picture.bytes[3 * index + channel] = blended.map { UInt8($0.raster[x, y, channel]) } ?? moved.bytes[3 * index + channel]
            }
        }
    }

    /// A dashed line, light and dark, that shows on any picture.
    private func drawOutline(of shape: [Bool], on picture: inout Picture) {
        let width = picture.width, height = picture.height
        for index in shape.indices where shape[index] {
            let (y, x) = index.quotientAndRemainder(dividingBy: width)
            let isEdge =
                (x > 0 && !shape[index - 1]) || (x < width - 1 && !shape[index + 1]) || (y > 0 && !shape[index - width])
                || (y < height - 1 && !shape[index + width])
            guard isEdge else { continue }
            picture.signs[index] = .line
            for channel in 0..<3 { picture.bytes[3 * index + channel] = (x + y) / 2 & 1 == 0 ? 255 : 0 }
        }
    }
}
