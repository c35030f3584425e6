extension Editor {
    /// What the viewport shows.
    public func render() -> Picture {
        let width = viewport.width, height = viewport.height
        var picture = Picture(
            width: width, height: height, bytes: [UInt8](repeating: 0, count: width * height * 3),
            signs: [Picture.Sign](repeating: .none, count: width * height))
        let sampler = Sampler(viewport)
        switch comparison {
        case .panes where choosable != nil, .tries where choosable != nil:
            drawPanes(on: &picture)
            return picture
        case .off, .panes, .tries, .lines, .blink(showsOriginal: false):
            draw(layer, sampler, on: &picture) { _ in true }
        case .original, .blink(showsOriginal: true):
            draw(originalLayer, sampler, on: &picture) { _ in true }
            return picture
        case .wipe(let border):
            draw(layer, sampler, on: &picture) { $0 >= border }
            draw(originalLayer, sampler, on: &picture) { $0 < border }
            drawBorder(at: border, on: &picture)
        }
        if let patching {
            draw(.keepOut, sampler, on: &picture)
            draw(patching, on: &picture)
            return picture
        }
        if comparison != .lines || foreseenLines != nil {
            for kind in MarkKind.allCases { draw(kind, sampler, on: &picture) }
        }
        if comparison == .lines { drawFoundLines(on: &picture) }
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
            picture.signs[row * picture.width + column] = .line
            for channel in 0..<3 { picture.bytes[(row * picture.width + column) * 3 + channel] = value }
        }
    }

    /// Marks as a tint through which the photo is seen, and a dashed outline: light and dark, for eyes and screens that do not tell
    /// the tint. What is kept out has stripes, too; edges are seen however thin they are.
    func draw(_ kind: MarkKind, _ sampler: Sampler, on picture: inout Picture) {
        guard let marks = marks[kind], !marks.isEmpty else { return }
        let width = picture.width, height = picture.height
        var shares = [UInt8](repeating: 0, count: width * height)
        sampler.forEach(base: marks.base, marks.pyramid) { index, share in shares[index] = UInt8(share.0) }
        let least = kind == .edges ? 1 : 64
        func isIn(_ x: Int, _ y: Int) -> Bool { shares[y * width + x] >= least }
        for y in 0..<height {
            for x in 0..<width where shares[y * width + x] > 0 {
                let index = y * width + x, share = Int(shares[index])
                if isIn(x, y), picture.signs[index] != .line { picture.signs[index] = .marked(kind) }
                let isEdge =
                    showsOutline && kind != .edges && isIn(x, y)
                    && ((x > 0 && !isIn(x - 1, y)) || (x < width - 1 && !isIn(x + 1, y))
                        || (y > 0 && !isIn(x, y - 1)) || (y < height - 1 && !isIn(x, y + 1)))
                let isStripe = kind == .keepOut && (x + y) % 4 == 0
                for channel in 0..<3 {
                    let target = isEdge ? ((x + y) / 2 & 1 == 0 ? 255 : 0) : kind.tint[channel]
                    let strength = isEdge || isStripe ? 160 : kind == .edges ? kind.strength : max(40, kind.strength * share / 255)
                    let value = Int(picture.bytes[index * 3 + channel])
                    picture.bytes[index * 3 + channel] = UInt8(value + (target - value) * strength / 256)
                }
            }
        }
    }
}

extension MarkKind {
    fileprivate var tint: [Int] {
        switch self {
        case .removal: [255, 40, 140]
        case .keepOut: [40, 120, 255]
        // Light for every eye.
        case .edges: [255, 230, 0]
        }
    }

    /// How much of the tint is seen, in 256ths.
    fileprivate var strength: Int {
        switch self {
        case .removal: 120
        case .keepOut: 64
        case .edges: 220
        }
    }
}
