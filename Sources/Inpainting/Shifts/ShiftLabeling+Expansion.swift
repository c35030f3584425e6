import Workers

extension ShiftLabeling {
    /// Every label tried on every pixel, twice; and twice more if places are dull then and `enlivens` says so.
    func swept(enlivens: Bool, _ work: Work) throws(Cancelled) -> ShiftLabeling {
        var labeling = self
        try labeling.sweep(rounds: 2, work.part(0...0.5))
        if enlivens {
            var expected = try Surroundings(texture, work)
            if expected.weigh(texture, holePixels, source: { energy.source($0, Int(labeling.labels[$0])) }) {
                labeling.energy = energy.with(expected)
                try labeling.sweep(rounds: 2, work.part(0.5...1))
            }
        }
        labeling.dropUnused()
        return labeling
    }

    /// Expands each label over the whole hole, `rounds` times, or until a round has changed nothing.
    mutating func sweep(rounds: Int = 1, _ work: Work) throws(Cancelled) {
        let offsets = energy.offsets
        var expansion = try LabelExpansion(energy, labels, over: holePixels, work), idle = 0
        for turn in 0..<rounds * offsets.count where idle < offsets.count {
            work.part(turn, of: rounds * offsets.count).report(0)
            idle = try expansion.expand(turn % offsets.count, over: holePixels.indices, work) ? 0 : idle + 1
        }
        for (number, index) in holePixels.enumerated() { labels[index] = expansion.label(number) }
    }

    /// Expands each label over the pixels near which it is found, along the seams only.
    mutating func refineSeams(_ work: Work) throws(Cancelled) {
        var pixels: [Int] = [], places = [[Int]](repeating: [], count: energy.offsets.count)
        for (number, index) in holePixels.enumerated() {
            if number & 4_095 == 0 { try work.check() }
            guard let near = labels(near: index) else { continue }
            for label in near { places[Int(label)].append(pixels.count) }
            pixels.append(index)
        }
        var expansion = try LabelExpansion(energy, labels, over: pixels, work)
        for label in places.indices {
            work.part(label, of: places.count).report(0)
            _ = try expansion.expand(label, over: places[label], work)
        }
        for (number, index) in pixels.enumerated() { labels[index] = expansion.label(number) }
    }

    /// The labels of the hole's pixels around one of them, its own among them; nil where there is no other.
    private func labels(near index: Int) -> [UInt8]? {
        let (y, x) = index.quotientAndRemainder(dividingBy: texture.width), own = labels[index], reach = 2
        var near: [UInt8]?
        for row in max(0, y - reach)...min(texture.height - 1, y + reach) {
            for other in row * texture.width + max(0, x - reach)...row * texture.width + min(texture.width - 1, x + reach)
            where labels[other] != own && texture.hole[other] == .hole && near?.contains(labels[other]) != true {
                near = (near ?? [own]) + [labels[other]]
            }
        }
        return near
    }
}
