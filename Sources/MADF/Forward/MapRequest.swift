/// A map that a run needs, from one of its steps to another.
struct MapRequest {
    let shape: MapShape
    let time: ClosedRange<Int>

    /// Floats that it takes in an arena: whole cache lines, so that every map begins on one.
    private var size: Int { shape.floats.roundedUp(to: 16) }

    /// Places maps in one piece of memory: maps whose times do not overlap may share a place. Returns where each request begins,
    /// and the floats needed in all.
    ///
    /// Greedy by size, as in XNNPACK's memory planner: the largest first, each at the lowest place that is free for its time.
    static func arena(_ requests: [MapRequest]) -> (offsets: [Int], size: Int) {
        var offsets = [Int](repeating: 0, count: requests.count), size = 0
        var placed: [Int] = []
        for index in requests.indices.sorted(by: { (requests[$0].size, $1) > (requests[$1].size, $0) }) {
            let request = requests[index]
            var offset = 0
            for other in placed.sorted(by: { offsets[$0] < offsets[$1] })
            where requests[other].time.overlaps(request.time) && offsets[other] + requests[other].size > offset {
                if offsets[other] >= offset + request.size { break }
                offset = offsets[other] + requests[other].size
            }
            offsets[index] = offset
            size = max(size, offset + request.size)
            placed.append(index)
        }
        return (offsets, size)
    }
}
