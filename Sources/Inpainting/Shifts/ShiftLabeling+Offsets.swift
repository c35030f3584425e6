import Workers

extension ShiftLabeling {
    /// Moves each label's offset by up to a pixel where its rim and seams fit better: what a smaller texture could not see.
    mutating func refineOffsets(_ work: Work) throws(Cancelled) {
        var borders = [[(Int, Int)]](repeating: [], count: energy.shifts.count)
        for (number, index) in holePixels.enumerated() {
            if number & 65_535 == 0 { try work.check() }
            texture.hole.forEachNeighbor(of: index) { side, neighbor in
                if energy.barriers?.parts(index, side: side) == true { return }
                let isKnown = texture.hole[neighbor] == .known
                if isKnown || (texture.hole[neighbor] == .hole && labels[neighbor] != labels[index]) {
                    borders[Int(labels[index])].append((index, neighbor))
                }
            }
        }
        for label in borders.indices where !borders[label].isEmpty {
            try work.check()
            let start = energy.shifts[label].offset
            var best = (cost: Int64.max, offset: start)
            // The middle first: of equal ones it stays.
            for (dx, dy) in [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1)] {
                let offset = Offset(x: start.x + dx, y: start.y + dy)
                energy.move(label, to: offset)
                let sum = borderCost(borders[label], label)
                if sum < best.cost { best = (sum, offset) }
            }
            energy.move(label, to: best.offset)
        }
    }

    private func borderCost(_ border: [(Int, Int)], _ label: Int) -> Int64 {
        var sum: Int64 = 0
        for (index, neighbor) in border {
            guard energy.source(index, label) != nil else { return .max }
            if texture.hole[neighbor] == .known {
                guard let there = energy.source(neighbor, label) else { continue }
                sum += 2 * Int64(energy.step(neighbor, there))
            } else {
                let other = Int(labels[neighbor])
                if other == label { continue }
                sum += Int64(
                    SeamEnergy.seamCost(
                        energy.color(index, label) &- energy.color(index, other),
                        energy.color(neighbor, label) &- energy.color(neighbor, other)))
            }
        }
        return sum
    }
}
