import CKernels
import Pixels
import Workers

/// The offsets at which the known part of a texture repeats (He and Sun, "Statistics of patch offsets for image completion",
/// ECCV 2012).
///
/// Every second known patch is matched to its nearest other one by PatchMatch (Barnes et al., 2009). All patches step at once
/// and random numbers come from the position, so threads do not matter.
package struct OffsetStatistics {
    /// Side of a patch: a row is 32 bytes.
    private static let side = 8
    private let texture: Texture
    private let columns, rows: Int
    /// The sum of all samples of the patch that begins at a position, -1 where some of it is not known; `[height][width]`. Two patches
    /// differ by no less than their sums do, which spares looking at most of them.
    private let sums: [Int32]
    private let leastSquared: Int

    private struct Match {
        var offset = Offset(x: 0, y: 0)
        var cost = UInt32.max
    }

    package init(_ texture: Texture) {
        self.texture = texture
        columns = texture.width / 2
        rows = texture.height / 2
        sums = Self.sums(texture)
        let least = max(Self.side, max(texture.width, texture.height) / 15)
        leastSquared = least * least
    }

    private static func sums(_ texture: Texture) -> [Int32] {
        let isWhole = texture.hole.wholePatches(side: side), width = texture.width
        // Over rows from here on and, from the bottom up, over columns.
        var lines = [Int32](repeating: 0, count: isWhole.count), result = [Int32](repeating: -1, count: isWhole.count)
        for y in (0..<texture.height).reversed() {
            var line: Int32 = 0
            for x in (0..<width).reversed() {
                let index = y * width + x
                line += Int32(SIMD4<UInt16>(truncatingIfNeeded: texture.pixels[index]).wrappedSum())
                if x + side < width { line -= Int32(SIMD4<UInt16>(truncatingIfNeeded: texture.pixels[index + side]).wrappedSum()) }
                lines[index] = line
                if isWhole[index] { result[index] = (0..<side).reduce(0) { $0 + lines[index + $1 * width] } }
            }
        }
        return result
    }

    /// The `count` most frequent offsets, most frequent first.
    package func peaks(_ count: Int, iterations: Int, _ work: Work) throws(Cancelled) -> [Offset] {
        var matches = [Match](repeating: Match(), count: columns * rows)
        for iteration in 0...iterations {
            let before = matches
            try texture.pixels.withUnsafeBufferPointer { pixels throws(Cancelled) in
                try work.write(&matches, by: columns) { row, line in
                    for column in 0..<columns where sums[2 * row * texture.width + 2 * column] >= 0 {
                        line[column] = improved(before, column, row, iteration, pixels)
                    }
                }
            }
            work.part(iteration, of: iterations + 1).report(1)
        }
        return histogramPeaks(matches, count)
    }

    /// The best of a match, what its neighbors have, and some random ones.
    private func improved(
        _ matches: [Match], _ column: Int, _ row: Int, _ iteration: Int, _ pixels: UnsafeBufferPointer<SIMD4<UInt8>>
    ) -> Match {
        var best = matches[row * columns + column]
        let x = 2 * column, y = 2 * row, sum = sums[y * texture.width + x]
        func attempt(_ offset: Offset) {
            let (toX, toY) = (x + offset.x, y + offset.y)
            if offset == best.offset { return }
            guard toX >= 0, toY >= 0, toX < texture.width, toY < texture.height,
                offset.x * offset.x + offset.y * offset.y >= leastSquared
            else { return }
            let other = sums[toY * texture.width + toX]
            guard other >= 0, abs(other - sum) < best.cost else { return }
            let cost = distance(y * texture.width + x, toY * texture.width + toX, pixels, limit: best.cost)
            if cost < best.cost { best = Match(offset: offset, cost: cost) }
        }
        var state = UInt32(truncatingIfNeeded: (row * 7_919 + column) * 31 + iteration) &* 2_654_435_761
        func random(_ range: ClosedRange<Int>) -> Int {
            state ^= state << 13
            state ^= state >> 17
            state ^= state << 5
            // Of 32 bits, since divisions take as long as the numbers are wide.
            return range.lowerBound + Int((state >> 4) % UInt32(range.count))
        }
        if iteration == 0 {
            for _ in 0..<6 {
                attempt(Offset(x: random(0...texture.width - 1) - x, y: random(0...texture.height - 1) - y))
            }
            return best
        }
        let reaches = [1, 8, 2, 1] as InlineArray<4, Int>, reach = reaches[iteration % 4]
        for side in 0..<4 {
            let step = side & 1 == 0 ? reach : -reach
            let (otherColumn, otherRow) = side < 2 ? (column + step, row) : (column, row + step)
            guard otherColumn >= 0, otherRow >= 0, otherColumn < columns, otherRow < rows else { continue }
            let other = matches[otherRow * columns + otherColumn]
            if other.cost != .max { attempt(other.offset) }
        }
        var radius = max(texture.width, texture.height) / 2
        while radius >= 1 {
            attempt(Offset(x: best.offset.x + random(-radius...radius), y: best.offset.y + random(-radius...radius)))
            radius /= 4
        }
        return best
    }

    /// Sum of absolute differences of two patches, given up once it is past `limit`.
    private func distance(_ a: Int, _ b: Int, _ pixels: UnsafeBufferPointer<SIMD4<UInt8>>, limit: UInt32) -> UInt32 {
        var sum: UInt32 = 0
        for row in 0..<Self.side {
            let first = pixels.baseAddress! + (a &+ row &* texture.width), second = pixels.baseAddress! + (b &+ row &* texture.width)
            sum &+= madf_whole_difference(first, second)
            if sum >= limit { break }
        }
        return sum
    }

    private func histogramPeaks(_ matches: [Match], _ count: Int) -> [Offset] {
        let width = 2 * texture.width + 1, height = 2 * texture.height + 1
        var histogram = [Float](repeating: 0, count: width * height)
        for match in matches where match.cost != .max {
            // What lies at an offset from its match is a match at the opposite one.
            histogram[(match.offset.y + texture.height) * width + match.offset.x + texture.width] += 1
            histogram[(texture.height - match.offset.y) * width + texture.width - match.offset.x] += 1
        }
        GaussianBlur(sigma: 1.4).apply(to: &histogram, width: width, height: height)
        var candidates: [(Float, Int)] = []
        for y in 1..<height - 1 {
            for x in 1..<width - 1 {
                let index = y * width + x, value = histogram[index]
                guard value > 0 else { continue }
                var isPeak = true
                for dy in -1...1 {
                    for dx in -1...1 {
                        let other = index + dy * width + dx
                        // Of equal neighbors the first is the peak.
                        if histogram[other] > value || (histogram[other] == value && other < index) { isPeak = false }
                    }
                }
                if isPeak { candidates.append((value, index)) }
            }
        }
        candidates.sort { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }
        return candidates.prefix(count).map {
            Offset(x: $0.1 % width - texture.width, y: $0.1 / width - texture.height)
        }
    }
}
