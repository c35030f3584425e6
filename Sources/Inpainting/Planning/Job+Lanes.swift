import Masks
import Pixels
import Workers

extension Job {
    /// Pixels around tiles that are filled side by side, at most: what bounds their memory; and as how many the least tile counts,
    /// for the network's memory.
    private static let areaAtOnce = 4_000_000, leastArea = 250_000
    /// The part of detail's progress that measuring the network is.
    private static let measuringShare = 0.2

    /// A tile with the photo's texture, from where most of it was copied, and the lines that it follows.
    typealias Detail = (patch: Fill.Patch, source: Mask.Region?, lines: [FoundLine])

    /// The detail of all tiles: `network` makes its picture of the tile of an index, and is asked at most once for each.
    func details(
        _ crops: [Crop], _ work: Work, network: (Int, Work) throws(Cancelled) -> Planes
    ) throws(Cancelled) -> [Detail] {
        let smooth = try sideBySide(Array(tiles.indices), work.silent) { index, work throws(Cancelled) in
            try smoothSource(tiles[index].region, work)
        }
        let measuring = work.part(0...Self.measuringShare, "measuring")
        measuring.report(0)
        let judges = judges(crops, of: tiles.indices.filter { smooth[$0] == nil && tiles[$0].narrowScale == nil })
        let measured = Set(judges.compactMap(\.self)).filter { tiles[$0].region.bounds.longestSide > Self.smallSide }.sorted()
        let found = try sideBySide(measured, measuring) { index, work throws(Cancelled) in
            try trust(tiles[index].region, work)
        }
        let trusts = Dictionary(uniqueKeysWithValues: zip(measured, found))
        return try sideBySide(Array(tiles.indices), work.part(Self.measuringShare...1, "texture")) { index, work throws(Cancelled) in
            let region = tiles[index].region
            switch smooth[index] {
            case .moved(let offset):
                let map = ShiftMap(photo: photo, mask: mask, region: region.bounds, offset: offset)
                let source = Mask.Region(bounds: region.bounds.moved(by: offset), mask: region.mask)
                return (try Blend(source: map, region: region, mask: mask, photo: photo).patch(work.part(0...1, "blending")), source, [])
            case .tone(let shading, let grain):
                let origin = Offset(x: region.bounds.x, y: region.bounds.y)
                let tone = SmoothTone(photo, but: noSource, origin: origin, shading: shading, grain: grain)
                return (try Blend(source: tone, region: region, mask: mask, photo: photo).patch(work.part(0...1, "blending")), nil, [])
            case nil: break
            }
            let isNarrow = options.isGuided && tiles[index].narrowScale != nil
            let trust = isNarrow ? .unknown : judges[index].map { trusts[$0] ?? .unknown }
            return try detail(tiles[index], crops[index], trust, work) { work throws(Cancelled) in try network(index, work) }
        }
    }

    /// What fills a region in one piece; nil where nothing does, or lines are drawn over it.
    private func smoothSource(_ region: Mask.Region, _ work: Work) throws(Cancelled) -> SmoothPiece.Source? {
        try steering.isDrawnOver(region) ? nil : SmoothPiece.source(region, of: photo, noSource, work)
    }

    /// The lines that the fill of the tiles could follow: of those that no smooth piece fills, and that are not narrow.
    func lines(_ work: Work) throws(Cancelled) -> [FoundLine] {
        let indices = tiles.indices.filter { tiles[$0].narrowScale == nil }
        let found = try sideBySide(indices, work) { index, work throws(Cancelled) -> [FoundLine] in
            if try smoothSource(tiles[index].region, work) != nil { return [] }
            return try lines(tiles[index], work)
        }
        return found.flatMap(\.self)
    }

    /// The side of a region up to which measuring the network says less than what is known of it: on the set
    /// *spots*, detail is 0.1 dB nearer to the truth, low-passed, without (Measurements.md, "Planning").
    private static let smallSide = 16
    /// Places at which the network is measured for holes of about one size, at most.
    private static let placesLimit = 16

    /// For each tile the one at which the network is measured for it; nil where it is not to be followed at all.
    ///
    /// What holds at a place holds nearby for holes up to twice the size: where there are many, it is measured for some of them,
    /// as far from each other as can be.
    private func judges(_ crops: [Crop], of indices: [Int]) -> [Int?] {
        var judges = [Int?](repeating: nil, count: tiles.count)
        // Wires are better off without: on the set *wires*, pieces that follow the network lose up to 5 dB, low-passed
        // (Measurements.md, "Planning").
        let guided = indices.filter { options.isGuided && crops[$0].isDetailed && !tiles[$0].region.isSlim }
        for alike in Dictionary(grouping: guided, by: { tiles[$0].region.bounds.longestSide.leadingZeroBitCount }).values {
            var distances = [Int](repeating: .max, count: alike.count), farthest = 0
            for _ in 0..<min(Self.placesLimit, alike.count) {
                let judge = alike[farthest]
                for number in alike.indices {
                    let distance = squaredDistance(alike[number], judge)
                    guard distance < distances[number] else { continue }
                    distances[number] = distance
                    judges[alike[number]] = judge
                }
                farthest = distances.indices.max { distances[$0] < distances[$1] }!
            }
        }
        return judges
    }

    /// Of the tiles' middles.
    private func squaredDistance(_ first: Int, _ second: Int) -> Int {
        let (a, b) = (tiles[first].region.bounds, tiles[second].region.bounds)
        let x = a.x + a.width / 2 - b.x - b.width / 2, y = a.y + a.height / 2 - b.y - b.height / 2
        return x * x + y * y
    }

    /// What `body` makes of the tiles at `indices`, in their order; it is given each index and the tile's share of the work.
    ///
    /// Little of a tile's work can be shared out among threads, so tiles are worked on side by side, each by one thread; those too
    /// large for that follow one after the other. Tiles read the photo and not each other, so the order has no say in the result.
    func sideBySide<Result: Sendable>(
        _ indices: [Int], _ work: Work, _ body: (Int, Work) throws(Cancelled) -> Result
    ) throws(Cancelled) -> [Result] {
        let areas = indices.map { index in
            let part = DetailPlan(tiles[index], photo: photo.bounds).part
            return part.width * part.height
        }
        let shares = work.shares(areas.map { Double($0) })
        let small = areas.indices.filter { 2 * areas[$0] <= Self.areaAtOnce }
        let lanes = min(work.pool.threads, Self.areaAtOnce / small.reduce(Self.leastArea) { max($0, areas[$1]) })
        let isAlone = small.count < 2 || lanes < 2
        var results = [Result?](repeating: nil, count: indices.count)
        for number in areas.indices where isAlone || 2 * areas[number] > Self.areaAtOnce {
            results[number] = try body(indices[number], shares[number])
        }
        if !isAlone {
            let side = try work.on(WorkerPool(threads: lanes)).map(small.count) { task, _ throws(Cancelled) in
                try body(indices[small[task]], shares[small[task]].alone)
            }
            for (number, result) in zip(small, side) { results[number] = result }
        }
        return results.map { $0! }
    }
}
