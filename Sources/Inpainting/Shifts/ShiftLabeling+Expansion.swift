import Workers

extension ShiftLabeling {
    /// From the labels that cost least pixel by pixel every label tried on every pixel and then near the seams, which is nearly all that
    /// another round would bring.
    init(sweeping energy: SeamEnergy, _ work: Work) throws(Cancelled) {
        try self.init(energy, work.part(0...0.3))
        try sweep(work.part(0.3...0.85))
        try refineSeams(reach: 3, work.part(0.85...1))
        dropUnused()
    }

    /// Expands each label over the whole hole.
    mutating func sweep(_ work: Work) throws(Cancelled) {
        var expansion = try LabelExpansion(energy, labels, over: holePixels, work)
        try expansion.expand(energy.shifts.indices, work) { _ in holePixels.indices }
        for (number, index) in holePixels.enumerated() { labels[index] = expansion.label(number) }
    }

    /// Expands each label over the pixels at most `reach` away from where it is found, along the seams only.
    mutating func refineSeams(reach: Int, _ work: Work) throws(Cancelled) {
        var pixels: [Int] = [], places = [[Int]](repeating: [], count: energy.shifts.count)
        for (number, index) in holePixels.enumerated() {
            if number & 4_095 == 0 { try work.check() }
            guard let near = labels(near: index, reach) else { continue }
            for label in near { places[Int(label)].append(pixels.count) }
            pixels.append(index)
        }
        try expand(over: pixels, places, work)
    }

    /// Expands each label over the pixels `places` says, as numbers of those at `pixels`.
    private mutating func expand(over pixels: [Int], _ places: [[Int]], _ work: Work) throws(Cancelled) {
        var expansion = try LabelExpansion(energy, labels, over: pixels, work)
        try expansion.expand(places.indices, work) { places[$0] }
        for (number, index) in pixels.enumerated() { labels[index] = expansion.label(number) }
    }

    /// The cheapest label that is offered to each pixel; and then each expanded over the pixels that it is offered to.
    init(_ texture: Texture, _ offered: NarrowOffsets, _ guide: Guide?, _ work: Work) throws(Cancelled) {
        energy = SeamEnergy(texture: texture, shifts: offered.offsets.map { Shift($0) }, guide: guide)
        labels = [UInt16](repeating: 0, count: texture.pixels.count)
        var least = [Int32](repeating: .max, count: holePixels.count)
        for (label, numbers) in offered.pixels.enumerated() {
            try work.check()
            for number in numbers {
                let index = holePixels[number], cost = energy.cost(energy.pixel(index), label)
                guard cost < least[number] else { continue }
                least[number] = cost
                labels[index] = UInt16(label)
            }
        }
        try expand(over: holePixels, offered.pixels, work)
        dropUnused()
    }

    /// The labels of the hole's pixels up to `reach` from one of them, its own among them; nil where there is no other.
    private func labels(near index: Int, _ reach: Int) -> [UInt16]? {
        let (y, x) = index.quotientAndRemainder(dividingBy: texture.width), own = labels[index]
        var near: [UInt16]?
        for row in max(0, y - reach)...min(texture.height - 1, y + reach) {
            for other in row * texture.width + max(0, x - reach)...row * texture.width + min(texture.width - 1, x + reach)
            where labels[other] != own && texture.hole[other] == .hole && near?.contains(labels[other]) != true {
                near = (near ?? [own]) + [labels[other]]
            }
        }
        return near
    }
}
