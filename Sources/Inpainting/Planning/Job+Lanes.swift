import Pixels
import Synchronization
import Workers

extension Job {
    /// Pixels around tiles that are filled side by side, at most: what bounds their memory; and as how many the least tile counts,
    /// for the network's memory.
    private static let areaAtOnce = 4_000_000, leastArea = 250_000
    /// The part of detail's progress that measuring the network is.
    private static let measuringShare = 0.2

    /// The detail of all tiles.
    func details(_ planes: [Planes], _ crops: [Crop], progress: (Double, String) -> Void) throws(Cancelled) -> [Fill.Patch] {
        let judges = judges(crops), share = Self.measuringShare
        progress(0, "measuring")
        let measured = Set(judges.compactMap(\.self)).filter { tiles[$0].region.bounds.longestSide > Self.smallSide }
        let trusts = try sideBySide(measured.sorted()) { job, index, report throws(Cancelled) in
            try job.trust(tiles[index].region, crops[index]) { report($0, "measuring") }
        } progress: { progress(share * $0, $1) }
        return try sideBySide(Array(tiles.indices)) { job, index, report throws(Cancelled) in
            let trust = judges[index].map { trusts[$0] ?? .unknown }
            return try job.detail(tiles[index].region, network: planes[index], crops[index], trust, progress: report)
        } progress: { progress(share + (1 - share) * $0, $1) }.map { $0! }
    }

    /// The side of a region up to which measuring the network says less than what is known of it: by `madf-bench detail` over 39
    /// photos with 25 or 30 spots of 6 to 16 pixels, detail is 0.1 dB nearer to the truth, low-passed, without.
    private static let smallSide = 16
    /// Places at which the network is measured for holes of about one size, at most.
    private static let placesLimit = 16

    /// For each tile the one at which the network is measured for it; nil where it is not to be followed at all.
    ///
    /// What holds at a place holds nearby for holes up to twice the size: where there are many, it is measured for some of them,
    /// as far from each other as can be.
    private func judges(_ crops: [Crop]) -> [Int?] {
        var judges = [Int?](repeating: nil, count: tiles.count)
        // Wires are better off without: by `madf-bench detail` over eight photos with wires of 2 to 8 pixels, pieces that follow
        // the network there lose up to 5 dB, low-passed.
        let guided = tiles.indices.filter { options.isGuided && Guidance.isWorthwhile(crops[$0]) && !tiles[$0].region.isSlim }
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

    /// What `work` makes of the tiles at `indices`, each at its place among all tiles.
    ///
    /// Little of a tile's work can be shared out among threads, so tiles are worked on side by side, each by one thread; those too
    /// large for that follow one after the other. Tiles read the photo and not each other, so the order has no say in the result.
    func sideBySide<Result: Sendable>(
        _ indices: [Int], _ work: @escaping (Job, Int, (Double, String) -> Void) throws(Cancelled) -> Result,
        progress: (Double, String) -> Void
    ) throws(Cancelled) -> [Result?] {
        var areas = [Int](repeating: 0, count: tiles.count), results = [Result?](repeating: nil, count: tiles.count)
        for index in indices {
            let region = tiles[index].region
            let part = DetailPlan(region: region.bounds, isSlim: region.isSlim, photo: photo.bounds).part
            areas[index] = part.width * part.height
        }
        let total = Double(areas.reduce(0, +))
        let small = indices.filter { 2 * areas[$0] <= Self.areaAtOnce }
        let lanes = min(pool.threads, Self.areaAtOnce / small.reduce(Self.leastArea) { max($0, areas[$1]) })
        let done = Mutex([Double](repeating: 0, count: tiles.count))
        func result(_ index: Int, on pool: WorkerPool, isCaller: Bool) -> Result? {
            var job = self
            job.pool = pool
            return try? work(job, index) { share, phase in
                let sum = done.withLock {
                    $0[index] = share * Double(areas[index])
                    return $0.reduce(0, +)
                }
                if isCaller { progress(sum / total, phase) }
            }
        }
        let isAlone = small.count < 2 || lanes < 2
        for index in indices where isAlone || 2 * areas[index] > Self.areaAtOnce {
            results[index] = result(index, on: pool, isCaller: true)
            try cancellation.check()
        }
        if !isAlone {
            let single = WorkerPool(threads: 1)
            results.withUnsafeMutableBufferPointer { results in
                nonisolated(unsafe) let results = results
                WorkerPool(threads: lanes).run(tasks: small.count) { task, worker in
                    if cancellation.isCancelled { return }
                    results[small[task]] = result(small[task], on: single, isCaller: worker == 0)
                }
            }
            try cancellation.check()
        }
        return results
    }
}
