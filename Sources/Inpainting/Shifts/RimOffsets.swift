import Workers

/// Offsets at which the photo goes on where the hole's rim stops: what `OffsetStatistics` counts over the whole photo says
/// little about the few edges that enter a hole.
///
/// Windows along the rim are compared, by their known pixels, with every place that is known throughout. Of each window's best
/// places those are kept that together explain the rim best.
struct RimOffsets {
    /// Side of a window.
    private static let side = 12
    /// Groups of four pixels along a side.
    private static let groups = side / 4
    /// Places kept for each window.
    private static let places = 8
    private let texture: Texture
    /// Whether all of the window that starts at a pixel is known.
    private let isWhole: [Bool]

    init(_ texture: Texture) {
        self.texture = texture
        isWhole = texture.hole.wholePatches(side: Self.side)
    }

    /// The known pixels of a window, four by four along its rows; bytes of others are 0 in `known` and 255 where known.
    private struct Window {
        let x, y: Int
        var pixels: [SIMD16<UInt8>] = [], known: [SIMD16<UInt8>] = []
        var count = 0
    }

    /// At most `count` offsets, the most telling first.
    func offsets(_ count: Int, _ work: Work) throws(Cancelled) -> [Offset] {
        let windows = windows()
        let found = try work.map(windows.count) { index, _ in bestPlaces(windows[index]) }
        var seen: Set<Offset> = []
        let candidates = found.joined().filter { seen.insert($0).inserted }
        return try explaining(windows, candidates, count, work)
    }

    /// Windows around rim pixels of the hole, a third of a side apart, inside the texture.
    private func windows() -> [Window] {
        let (width, height, side) = (texture.width, texture.height, Self.side)
        var result: [Window] = []
        for index in texture.hole.kinds.indices where texture.hole[index] == .hole && texture.hole.isAtRim(index) {
            let (row, column) = index.quotientAndRemainder(dividingBy: width)
            let x = min(max(0, column - side / 2), width - side), y = min(max(0, row - side / 2), height - side)
            guard x >= 0, y >= 0, !result.contains(where: { abs($0.x - x) < side / 3 && abs($0.y - y) < side / 3 }) else { continue }
            var window = Window(x: x, y: y)
            for line in y..<y + side {
                for first in stride(from: line * width + x, to: line * width + x + side, by: 4) {
                    var pixels = SIMD16<UInt8>.zero, known = pixels
                    for byte in 0..<16 where texture.hole[first + byte / 4] == .known {
                        pixels[byte] = texture.pixels[first + byte / 4][byte % 4]
                        known[byte] = 255
                    }
                    window.pixels.append(pixels)
                    window.known.append(known)
                    window.count += texture.hole.kinds[first..<first + 4].count { $0 == .known }
                }
            }
            if window.count > 0 { result.append(window) }
        }
        return result
    }

    /// Where the window fits best among the places around.
    private func bestPlaces(_ window: Window) -> [Offset] {
        let (width, height) = (texture.width, texture.height)
        var costs = [UInt32](repeating: .max, count: width * height)
        var best: [(cost: UInt32, index: Int)] = []
        for y in 0..<height {
            // What costs as much as the last of the best is none of them, and need not be known better.
            let limit = best.count == Self.places ? best[Self.places - 1].cost : .max
            for index in y * width..<(y + 1) * width where isWhole[index] { costs[index] = distance(window, at: index, limit: limit) }
            guard y >= 2 else { continue }
            for index in (y - 1) * width + 1..<max((y - 1) * width + 1, y * width - 1) {
                let cost = costs[index]
                guard cost < limit else { continue }
                let around = [index - width - 1, index - width, index - width + 1, index - 1] as InlineArray<4, Int>
                var isLeast = true
                for tap in 0..<4 where costs[around[tap]] <= cost || costs[2 * index - around[tap]] < cost { isLeast = false }
                guard isLeast else { continue }
                best.insert((cost, index), at: best.firstIndex { cost < $0.cost } ?? best.count)
                if best.count > Self.places { best.removeLast() }
            }
        }
        return best.map { Offset(x: $0.index % width - window.x, y: $0.index / width - window.y) }
    }

    /// Sum of absolute differences over the window's known pixels, given up once it is at `limit`.
    private func distance(_ window: Window, at index: Int, limit: UInt32 = .max) -> UInt32 {
        texture.pixels.withUnsafeBufferPointer { pixels in
            window.pixels.withUnsafeBufferPointer { own in
                window.known.withUnsafeBufferPointer { known in
                    var differences = ByteDifferences()
                    for line in 0..<Self.side {
                        let start = pixels.baseAddress! + (index &+ line &* texture.width)
                        for group in 0..<Self.groups {
                            let number = line &* Self.groups &+ group
                            differences.add((start + 4 &* group).four & known[number], own[number])
                        }
                        if differences.total >= limit { break }
                    }
                    return differences.total
                }
            }
        }
    }

    /// Mean difference of the window's known pixels from those at an offset, in sixteenths.
    private func cost(_ window: Window, _ offset: Offset) -> UInt32 {
        let x = window.x + offset.x, y = window.y + offset.y
        guard x >= 0, y >= 0, x < texture.width, y < texture.height, isWhole[y * texture.width + x] else { return .max }
        return 16 * distance(window, at: y * texture.width + x) / UInt32(window.count)
    }

    /// Greedily the candidates that lower the sum of each window's least difference most.
    private func explaining(
        _ windows: [Window], _ candidates: [Offset], _ count: Int, _ work: Work
    ) throws(Cancelled) -> [Offset] {
        let costs = try work.map(candidates.count) { index, _ in windows.map { cost($0, candidates[index]) } }
        var least = [UInt32](repeating: 16 * 4 * 255, count: windows.count), result: [Offset] = []
        while result.count < count {
            try work.check()
            var best = (gain: UInt32(0), index: 0)
            for (index, row) in costs.enumerated() {
                var gain: UInt32 = 0
                for window in windows.indices where row[window] < least[window] { gain += least[window] - row[window] }
                if gain > best.gain { best = (gain, index) }
            }
            guard best.gain > 0 else { break }
            result.append(candidates[best.index])
            for window in windows.indices { least[window] = min(least[window], costs[best.index][window]) }
        }
        return result
    }
}
