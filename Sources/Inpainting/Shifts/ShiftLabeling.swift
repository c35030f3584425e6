import Workers

/// Which offset each hole pixel of a texture copies from: the labels of a `SeamEnergy`, and ways to make them cost less.
struct ShiftLabeling: Sendable {
    var energy: SeamEnergy
    /// An index into the energy's shifts for each pixel of the texture; meaningless outside the hole.
    var labels: [UInt16]

    var texture: Texture { energy.texture }
    var holePixels: [Int] { energy.holePixels }

    /// The labels that cost least pixel by pixel.
    init(_ energy: SeamEnergy, _ work: Work) throws(Cancelled) {
        self.energy = energy
        labels = [UInt16](repeating: 0, count: energy.texture.pixels.count)
        for (number, index) in energy.holePixels.enumerated() {
            if number & 255 == 0 { work.part(number, of: energy.holePixels.count).report(0) }
            try work.check()
            labels[index] = energy.cheapest(index)
        }
    }

    /// The labels of `coarse` on a texture of twice its size, whose energy has the same shifts, doubled.
    init(_ energy: SeamEnergy, doubling coarse: ShiftLabeling, _ work: Work) throws(Cancelled) {
        precondition(energy.shifts.count == coarse.energy.shifts.count && energy.texture.width == 2 * coarse.texture.width)
        self.energy = energy
        labels = [UInt16](repeating: 0, count: energy.texture.pixels.count)
        for (number, index) in energy.holePixels.enumerated() {
            if number & 65_535 == 0 { try work.check() }
            let (y, x) = index.quotientAndRemainder(dividingBy: energy.texture.width)
            labels[index] = coarse.labels[y / 2 * coarse.texture.width + x / 2]
        }
    }

    /// What `index` copies; black where nothing is known.
    func copied(_ index: Int) -> SIMD4<UInt8> {
        energy.source(index, Int(labels[index])).map { texture.pixels[$0] } ?? .zero
    }

    /// Whether all but a few of the hole's pixels have a known place to copy from.
    func hasSources(_ work: Work) throws(Cancelled) -> Bool {
        var missing = 0
        for (number, index) in holePixels.enumerated() {
            if number & 65_535 == 0 { try work.check() }
            if energy.source(index, Int(labels[index])) == nil { missing += 1 }
        }
        return 100 * missing <= holePixels.count
    }

    /// Has all pixels copy from known places, if there are any: an offset that was moved may have led some of them out.
    mutating func mend(_ work: Work) throws(Cancelled) {
        let lost = holePixels.filter { energy.source($0, Int(labels[$0])) == nil }
        guard !lost.isEmpty else { return }
        energy = energy.with(try texture.reaching(energy.shifts, limit: 255, work))
        for index in lost { labels[index] = energy.cheapest(index) }
    }

    /// Keeps only shifts that some pixel uses.
    mutating func dropUnused() {
        var used = [Bool](repeating: false, count: energy.shifts.count)
        for index in holePixels { used[Int(labels[index])] = true }
        var numbers = [UInt16](repeating: 0, count: used.count), count: UInt16 = 0
        for label in used.indices where used[label] {
            numbers[label] = count
            count += 1
        }
        for index in holePixels { labels[index] = numbers[Int(labels[index])] }
        energy = energy.with(used.indices.filter { used[$0] }.map { energy.shifts[$0] })
    }
}
