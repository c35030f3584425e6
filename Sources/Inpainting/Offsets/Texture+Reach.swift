import Workers

extension Texture {
    /// `shifts`, and as many more as it takes, and `limit` allows, for every hole pixel to have a known place to copy from: in a
    /// hole that is most of the picture the usual ones lead out of it, or from hole to hole.
    func reaching(_ shifts: [Shift], limit: Int, _ work: Work) throws(Cancelled) -> [Shift] {
        var result = shifts
        var open = pixels.indices.filter { index in
            hole[index] == .hole && !shifts.contains { $0.plane == nil && isKnown(index, movedBy: $0.offset) }
        }
        guard !open.isEmpty else { return result }
        let known = pixels.indices.filter { hole[$0] == .known }
        let samples = stride(from: 0, to: known.count, by: max(1, known.count / 64)).map { known[$0] }
        while !open.isEmpty && !samples.isEmpty && result.count < limit {
            try work.check()
            let pixel = open[open.count / 2]
            let candidates = samples.map { Offset(x: $0 % width - pixel % width, y: $0 / width - pixel / width) }
            let gains = candidates.map { candidate in open.count { isKnown($0, movedBy: candidate) } }
            let best = candidates[gains.indices.max { gains[$0] < gains[$1] }!]
            result.append(Shift(best))
            open.removeAll { isKnown($0, movedBy: best) }
        }
        return result
    }

    private func isKnown(_ index: Int, movedBy offset: Offset) -> Bool {
        let x = index % width + offset.x, y = index / width + offset.y
        return x >= 0 && y >= 0 && x < width && y < height && hole[y * width + x] == .known
    }
}
