extension Editor {
    /// What the viewport shows.
    public func render() -> Picture {
        let width = viewport.width, height = viewport.height
        var picture = Picture(
            width: width, height: height, bytes: [UInt8](repeating: 0, count: width * height * 3),
            marked: [Bool](repeating: false, count: width * height), lines: [Bool](repeating: false, count: width * height))
        let sampler = Sampler(viewport)
        switch comparison {
        case .panes where choosable != nil:
            drawPanes(on: &picture)
            return picture
        case .off, .panes, .blink(showsOriginal: false):
            draw(layer, sampler, on: &picture) { _ in true }
        case .original, .blink(showsOriginal: true):
            draw(originalLayer, sampler, on: &picture) { _ in true }
            return picture
        case .wipe(let border):
            draw(layer, sampler, on: &picture) { $0 >= border }
            draw(originalLayer, sampler, on: &picture) { $0 < border }
            drawBorder(at: border, on: &picture)
        }
        if !isMaskEmpty { drawMask(sampler, on: &picture) }
        return picture
    }

    private func draw(_ layer: Layer, _ sampler: Sampler, on picture: inout Picture, where isIn: (Int) -> Bool) {
        let base = Pyramid.Level(width: layer.picture.width, height: layer.picture.height, bytes: layer.picture.bytes)
        let width = picture.width
        sampler.forEach(base: base, layer.pyramid) { index, light in
            guard isIn(index % width) else { return }
            picture.bytes[index * 3] = Transfer.encoded[light.0]
            picture.bytes[index * 3 + 1] = Transfer.encoded[light.1]
            picture.bytes[index * 3 + 2] = Transfer.encoded[light.2]
        }
    }

    /// A dashed line, light and dark, that shows on any picture.
    private func drawBorder(at column: Int, on picture: inout Picture) {
        guard column < picture.width else { return }
        for row in 0..<picture.height {
            let value: UInt8 = row / 2 & 1 == 0 ? 255 : 0
            picture.lines[row * picture.width + column] = true
            for channel in 0..<3 { picture.bytes[(row * picture.width + column) * 3 + channel] = value }
        }
    }

    /// The mask as a tint through which the photo is seen, and a dashed outline: light and dark, for eyes and
    /// screens that do not tell the tint.
    private func drawMask(_ sampler: Sampler, on picture: inout Picture) {
        let width = picture.width, height = picture.height
        var shares = [UInt8](repeating: 0, count: width * height)
        sampler.forEach(
            base: Pyramid.Level(width: mask.width, height: mask.height, bytes: mask.bytes), maskPyramid
        ) { index, share in shares[index] = UInt8(share.0) }
        func isIn(_ x: Int, _ y: Int) -> Bool { shares[y * width + x] >= 64 }
        for y in 0..<height {
            for x in 0..<width where shares[y * width + x] > 0 {
                let index = y * width + x, share = Int(shares[index])
                picture.marked[index] = isIn(x, y)
                let isEdge =
                    showsOutline && isIn(x, y)
                    && ((x > 0 && !isIn(x - 1, y)) || (x < width - 1 && !isIn(x + 1, y))
                        || (y > 0 && !isIn(x, y - 1)) || (y < height - 1 && !isIn(x, y + 1)))
                for channel in 0..<3 {
                    let target = isEdge ? ((x + y) / 2 & 1 == 0 ? 255 : 0) : Editor.tint[channel]
                    let strength = isEdge ? 160 : max(40, 120 * share / 255)
                    let value = Int(picture.bytes[index * 3 + channel])
                    picture.bytes[index * 3 + channel] = UInt8(value + (target - value) * strength / 256)
                }
            }
        }
    }

    private static let tint = [255, 40, 140]
}
