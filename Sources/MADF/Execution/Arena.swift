/// Places maps in one piece of memory: maps whose times do not overlap may share a place.
///
/// Greedy by size, as in XNNPACK's memory planner: the largest first, each at the lowest place that is free for its time.
struct ArenaPlan {
    private struct Request {
        let size: Int
        let time: ClosedRange<Int>
    }

    private var requests: [Request] = []

    /// Asks for `size` floats from the first to the last step of `time`; returns the request's number.
    mutating func reserve(_ size: Int, during time: ClosedRange<Int>) -> Int {
        // Whole cache lines, so that every map begins on one.
        requests.append(Request(size: size.roundedUp(to: 16), time: time))
        return requests.count - 1
    }

    /// Where each request begins, and the floats needed in all.
    func place() -> (offsets: [Int], size: Int) {
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
