import Photo
import Synchronization
import Workers

extension Job {
    /// Pixels around tiles that are filled side by side, at most: what bounds their memory; and as how many the least tile counts,
    /// for the network's memory.
    private static let areaAtOnce = 4_000_000, leastArea = 250_000

    /// The detail of all tiles.
    ///
    /// Little of a tile's work can be shared out among threads, so tiles are filled side by side, each by one thread; those too
    /// large for that follow one after the other. Tiles read the photo and not each other, so the order has no say in the result.
    func details(_ planes: [Planes], _ crops: [Crop], progress: (Double, String) -> Void) throws(Cancelled) -> [Fill.Patch] {
        let areas = tiles.map { tile in
            let part = DetailPlan(region: tile.region.bounds, isSlim: tile.region.isSlim, photo: photo.bounds).part
            return part.width * part.height
        }
        let total = Double(areas.reduce(0, +))
        let small = areas.indices.filter { 2 * areas[$0] <= Self.areaAtOnce }
        let lanes = min(pool.threads, Self.areaAtOnce / small.reduce(Self.leastArea) { max($0, areas[$1]) })
        var results = [Fill.Patch?](repeating: nil, count: tiles.count)
        let done = Mutex([Double](repeating: 0, count: tiles.count))
        func fill(_ index: Int, on pool: WorkerPool, isCaller: Bool) -> Fill.Patch? {
            var job = self
            job.pool = pool
            return try? job.detail(tiles[index].region, network: planes[index], crops[index]) { share, phase in
                let sum = done.withLock {
                    $0[index] = share * Double(areas[index])
                    return $0.reduce(0, +)
                }
                if isCaller { progress(sum / total, phase) }
            }
        }
        let isAlone = small.count < 2 || lanes < 2
        for index in areas.indices where isAlone || 2 * areas[index] > Self.areaAtOnce {
            results[index] = fill(index, on: pool, isCaller: true)
            try cancellation.check()
        }
        if !isAlone {
            let single = WorkerPool(threads: 1)
            results.withUnsafeMutableBufferPointer { results in
                nonisolated(unsafe) let results = results
                WorkerPool(threads: lanes).run(tasks: small.count) { task, worker in
                    if cancellation.isCancelled { return }
                    results[small[task]] = fill(small[task], on: single, isCaller: worker == 0)
                }
            }
            try cancellation.check()
        }
        return results.map { $0! }
    }
}
