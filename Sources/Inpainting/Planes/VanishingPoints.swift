import RealModule

/// Where straight edges meet that run side by side in the scene.
struct VanishingPoints {
    /// Homogeneous, in units of `scale` pixels from `middle`; the strongest first.
    private(set) var points: [SIMD3<Float>] = []
    let middle: SIMD2<Float>
    let scale: Float

    /// So many of the longest edges are looked at, and crossed with each other.
    private static let (looked, crossed) = (200, 70)
    /// How far an edge may miss: the sine of 1.5 degrees.
    private static let tolerance: Float = 0.026
    private static let limit = 3
    /// What part of the length of all edges meets in a point, at least.
    private static let leastShare: Float = 0.1
    /// How many pictures of edges that have nothing to do with each other it takes for one such point.
    private static let rarity: Float = 100_000

    init(_ lines: LineSegments, width: Int, height: Int) {
        middle = SIMD2(Float(width), Float(height)) / 2
        scale = Float(max(width, height)) / 2
        var open = lines.segments.prefix(Self.looked).map { [middle, scale] segment in
            LineSegments.Segment(middle: (segment.middle - middle) / scale, direction: segment.direction, length: segment.length / scale)
        }
        let total = open.reduce(0) { $0 + $1.length }
        while points.count < Self.limit, let point = Self.strongest(open) {
            let meeting = open.filter { Self.miss($0, point) < Self.tolerance }
            guard !Self.isChance(meeting.count, of: open.count), meeting.reduce(0, { $0 + $1.length }) >= Self.leastShare * total else { break }
            points.append(point)
            // What comes near is not the next one's.
            open.removeAll { Self.miss($0, point) < 2 * Self.tolerance }
        }
    }

    /// Whether so many of `count` edges would meet in the best of all crossings if they had nothing to do with each other: Chernoff's
    /// bound of a binomial's tail for each, times their number (Desolneux, Moisan and Morel, "From Gestalt theory to image analysis", 2008).
    private static func isChance(_ meeting: Int, of count: Int) -> Bool {
        let expected = Float(count) * 2 * tolerance / .pi, more = Float(max(1, meeting - 2)), lines = Float(min(crossed, count))
        return more <= expected || more * .log(more / expected) - more + expected < .log(rarity * lines * lines / 2)
    }

    /// The crossing of two edges that most others meet.
    private static func strongest(_ segments: [LineSegments.Segment]) -> SIMD3<Float>? {
        var best: (score: Float, point: SIMD3<Float>)?
        let count = min(crossed, segments.count)
        for first in 0..<count {
            for second in 0..<first {
                let point = line(segments[first]).cross(line(segments[second]))
                guard point.length > 1e-4 else { continue }
                let score = segments.reduce(Float(0)) { sum, segment in
                    let share = miss(segment, point) / tolerance
                    return share < 1 ? sum + segment.length * (1 - share * share) : sum
                }
                if score > best?.score ?? 0 { best = (score, point / point.length) }
            }
        }
        return best?.point
    }

    private static func line(_ segment: LineSegments.Segment) -> SIMD3<Float> {
        let (a, b) = (segment.middle, segment.middle + segment.direction)
        return SIMD3(a.x, a.y, 1).cross(SIMD3(b.x, b.y, 1))
    }

    /// The sine of the angle by which an edge misses a point; 1 where the point lies on the edge itself.
    private static func miss(_ segment: LineSegments.Segment, _ point: SIMD3<Float>) -> Float {
        let way = SIMD2(point.x, point.y) - point.z * segment.middle, length = way.length
        guard length > abs(point.z) * segment.length / 2 else { return 1 }
        return abs(way.cross(segment.direction)) / length
    }
}

extension VanishingPoints {
    /// What part of the places a plane must be able to show, at least.
    private static let leastPlaces: Float = 0.125
    /// By how much a plane grows over the side of the hole, at least: what is seen from straight ahead needs no planes.
    private static let leastGrowth: Float = 0.1
    /// The sine of the least angle between the ways to two points, 20 degrees: those of one direction of the scene say nothing of a plane.
    private static let leastAngle: Float = 0.34

    /// The planes that edges toward two of the points may lie in, and that are shown at some of `places`, the pixels of a hole with this
    /// longest side: one on each side of the line through both.
    func planes(at places: [SIMD2<Float>], side: Float) -> [Plane] {
        var planes: [Plane] = []
        for (number, second) in points.enumerated() {
            for first in points[..<number] {
                for isAbove in [false, true] {
                    let line = isAbove ? second.cross(first) : first.cross(second)
                    guard let plane = plane(vanishingIn: line, at: places, side: side) else { continue }
                    let ways = [first, second].map { SIMD2($0.x, $0.y) - $0.z / scale * (plane.middle - middle) }
                    if abs(ways[0].cross(ways[1])) > Self.leastAngle * ways[0].length * ways[1].length { planes.append(plane) }
                }
            }
        }
        return planes
    }

    /// The plane on the positive side of its vanishing line, its middle in the midst of those of `places` that it can show.
    private func plane(vanishingIn line: SIMD3<Float>, at places: [SIMD2<Float>], side: Float) -> Plane? {
        let normal = SIMD2(line.x, line.y), length = normal.length
        guard length > 1e-6 else { return nil }
        let unit = normal / length
        func distance(_ place: SIMD2<Float>) -> Float { unit.dot(place - middle) + scale * line.z / length }
        let shown = places.filter { distance($0) > 0 }
        guard Float(shown.count) > Self.leastPlaces * Float(places.count) else { return nil }
        let median = shown.map(distance).sorted()[shown.count / 2], mean = shown.reduce(.zero, +) / Float(shown.count)
        guard side > Self.leastGrowth * median else { return nil }
        return Plane(middle: mean + (median - distance(mean)) * unit, slope: unit / median)
    }
}

extension SIMD3<Float> {
    func cross(_ other: Self) -> Self {
        SIMD3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }
}
