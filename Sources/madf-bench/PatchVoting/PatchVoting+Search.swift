import Workers

extension PatchVoting {
    /// How far away the neighbors are that a patch asks, step by step.
    private static let reaches = [1, 8, 2, 4, 1]
    /// What a difference between the guide's low-passed colors counts, against one between patches. Chosen by `madf-bench
    /// detail`: 1 keeps the network's blur, 0.1 and 0 lose low-passed.
    private static let guideWeight: Float = 0.3

    /// Looks for nearer patches.
    mutating func search(_ round: Int, _ work: Work) throws(Cancelled) {
        for step in Self.reaches.indices {
            let before = matches
            var after = matches
            try picture.pixels.withUnsafeBufferPointer { pixels throws(Cancelled) in
                let pixels = UnsafeRawBufferPointer(pixels)
                try work.write(&after, by: 256) { task, after in
                    for index in after.indices { after[index] = improved(before, 256 * task + index, round, step, pixels) }
                }
            }
            matches = after
        }
    }

    /// The best of a match, what its neighbors have, and some random ones.
    private func improved(
        _ matches: [Match], _ number: Int, _ round: Int, _ step: Int, _ pixels: UnsafeRawBufferPointer
    ) -> Match {
        let (width, height) = (picture.width, picture.height), target = targets[number]
        let (y, x) = target.quotientAndRemainder(dividingBy: width)
        var best = matches[number]
        // What the hole shows has changed since the last round.
        if step == 0, let source = best.source { best.cost = distance(target, source, pixels, limit: .max) }
        func attempt(_ column: Int, _ row: Int) {
            guard column >= 0, row >= 0, column < width, row < height else { return }
            let source = row * width + column
            guard isKnown[source], source != best.source else { return }
            let cost = distance(target, source, pixels, limit: best.cost)
            if cost < best.cost { best = Match(source: source, cost: cost) }
        }
        var state = UInt32(truncatingIfNeeded: 32 * target + 8 * round + step) &* 2_654_435_761 | 1
        func random(_ range: ClosedRange<Int>) -> Int {
            state ^= state << 13
            state ^= state >> 17
            state ^= state << 5
            return range.lowerBound + Int(state >> 4) % range.count
        }
        if best.source == nil { for _ in 0..<6 { attempt(random(0...width - 1), random(0...height - 1)) } }
        let reach = Self.reaches[step]
        for (dx, dy) in [(reach, 0), (-reach, 0), (0, reach), (0, -reach)] {
            guard x + dx >= 0, y + dy >= 0, x + dx < width, y + dy < height else { continue }
            let other = Int(numbers[target + dy * width + dx])
            guard other >= 0, let source = matches[other].source else { continue }
            attempt(source % width - dx, source / width - dy)
        }
        var radius = max(width, height) / 2
        while radius >= 1, let source = best.source {
            attempt(source % width + random(-radius...radius), source / width + random(-radius...radius))
            radius /= 3
        }
        return best
    }

    /// Sum of squared differences of two patches and of the guide in their middles, given up once it is past `limit`.
    private func distance(_ a: Int, _ b: Int, _ pixels: UnsafeRawBufferPointer, limit: UInt32) -> UInt32 {
        let middle = Self.middle(picture.width), difference = guide[a + middle] - guide[b + middle]
        var sum = UInt32(Self.guideWeight * Float(Self.side * Self.side) * (difference * difference).sum())
        let base = pixels.baseAddress!.assumingMemoryBound(to: UInt8.self)
        for row in 0..<Self.side {
            if sum >= limit { return sum }
            let first = base + 4 &* (a &+ row &* picture.width), second = base + 4 &* (b &+ row &* picture.width)
            // A plain loop over bytes: the compiler makes vectors of it.
            var part: UInt32 = 0
            for byte in 0..<4 &* Self.side {
                let difference = Int32(first[byte]) &- Int32(second[byte])
                part &+= UInt32(truncatingIfNeeded: difference &* difference)
            }
            sum &+= part
        }
        return sum
    }
}
