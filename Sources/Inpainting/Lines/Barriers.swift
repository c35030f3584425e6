import Masks

/// Between which neighbors of a texture a drawn line runs: they have nothing to do with each other.
struct Barriers: Sendable {
    private let width: Int
    /// Whether one runs between a pixel and its neighbor to the right, or the one below.
    private var right, below: [Bool]

    /// Of `segments` in the texture's pixels.
    init(_ segments: [ContinuedLines.Segment], width: Int, height: Int) {
        self.width = width
        right = [Bool](repeating: false, count: width * height)
        below = right
        for segment in segments {
            // Longer by a little, so that nothing leaks between two of them.
            let more = 0.02 / max(0.1, segment.way.length) * segment.way
            let wall = ContinuedLines.Segment(start: segment.start - more, end: segment.end + more)
            let lower = pointwiseMin(wall.start, wall.end), upper = pointwiseMax(wall.start, wall.end)
            func range(_ from: Float, _ to: Float, _ limit: Int) -> Range<Int> {
                let first = min(limit, max(0, Int(from) - 1))
                return first..<max(first, min(limit, Int(max(0, to)) + 2))
            }
            for y in range(lower.y, upper.y, height) {
                for x in range(lower.x, upper.x, width) {
                    // A little aside, so that a line through the middles of pixels parts as well.
                    let place = SIMD2(Float(x), Float(y)) + 1e-3
                    if ContinuedLines.Segment(start: place, end: place + SIMD2(1, 0)).crosses(wall) { right[y * width + x] = true }
                    if ContinuedLines.Segment(start: place, end: place + SIMD2(0, 1)).crosses(wall) { below[y * width + x] = true }
                }
            }
        }
    }

    /// A place on a line as a pixel of the hole sees it: what lies across, and how far it is.
    struct Place {
        let across, distance: Int
    }

    /// For each pixel of the hole the nearest place on a line, by ways that cross none; nil where none leads to one.
    func nearest(in hole: Hole) -> [Place?] {
        var places = [Place?](repeating: nil, count: hole.kinds.count), front: [Int] = []
        for index in hole.pixels {
            hole.forEachNeighbor(of: index) { side, neighbor in
                guard places[index] == nil, parts(index, side: side) else { return }
                places[index] = Place(across: neighbor, distance: 1)
                front.append(index)
            }
        }
        while !front.isEmpty {
            var next: [Int] = []
            for index in front {
                let place = places[index]!
                hole.forEachNeighbor(of: index) { side, neighbor in
                    guard hole[neighbor] == .hole, places[neighbor] == nil, !parts(index, side: side) else { return }
                    places[neighbor] = Place(across: place.across, distance: place.distance + 1)
                    next.append(neighbor)
                }
            }
            front = next
        }
        return places
    }

    /// Whether a line runs between a pixel and its neighbor to the right, or the one below.
    func parts(_ x: Int, _ y: Int, fromRight: Bool) -> Bool { (fromRight ? right : below)[y * width + x] }

    /// Whether a line runs between a pixel and its neighbor on a side: 0 left, 1 right, 2 above, 3 below.
    @inline(__always) func parts(_ index: Int, side: Int) -> Bool {
        switch side {
        case 0: right[index - 1]
        case 1: right[index]
        case 2: below[index - width]
        default: below[index]
        }
    }
}
