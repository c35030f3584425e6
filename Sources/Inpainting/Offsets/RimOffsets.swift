import Workers

/// Offsets at which the photo goes on where the hole's rim stops: what `OffsetStatistics` counts over the whole photo says
/// little about the few edges that enter a hole.
///
/// Windows along the rim are compared, by their known pixels, with every place that is known throughout. Of each window's best
/// places those are kept that together explain the rim best.
struct RimOffsets {
    /// Places kept for each window.
    private static let places = 8
    private let search: WindowSearch
    private var texture: Texture { search.texture }

    init(_ texture: Texture) { search = WindowSearch(texture, side: 12) }

    /// At most `count` offsets, the most telling first.
    func offsets(_ count: Int, _ work: Work) throws(Cancelled) -> [Offset] {
        let windows = windows()
        let found = try work.map(windows.count) { index, _ in search.bestPlaces(windows[index], Self.places) }
        var seen: Set<Offset> = []
        let candidates = found.joined().filter { seen.insert($0).inserted }
        return try explaining(windows, candidates, count, work)
    }

    /// Windows around rim pixels of the hole, a third of a side apart, inside the texture.
    private func windows() -> [WindowSearch.Window] {
        let apart = search.side / 3
        var result: [WindowSearch.Window] = []
        for index in texture.hole.kinds.indices where texture.hole[index] == .hole && texture.hole.isAtRim(index) {
            guard let window = search.window(middleX: index % texture.width, index / texture.width), window.count > 0,
                !result.contains(where: { abs($0.x - window.x) < apart && abs($0.y - window.y) < apart })
            else { continue }
            result.append(window)
        }
        return result
    }

    /// Greedily the candidates that lower the sum of each window's least difference most.
    private func explaining(
        _ windows: [WindowSearch.Window], _ candidates: [Offset], _ count: Int, _ work: Work
    ) throws(Cancelled) -> [Offset] {
        let costs = try work.map(candidates.count) { index, _ in windows.map { search.cost($0, candidates[index]) ?? .max } }
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
