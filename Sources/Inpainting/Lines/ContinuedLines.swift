import RealModule
import Workers

/// How the straight edges that a hole cuts off go on in it: two in one line are joined; another ends at such a line, or where it
/// meets one of its like in a corner; what does none of this is left out.
package struct ContinuedLines {
    package struct Segment {
        /// The start lies on the hole's rim.
        package var start, end: SIMD2<Float>
        package var way: SIMD2<Float> { end - start }

        package init(start: SIMD2<Float>, end: SIMD2<Float>) {
            self.start = start
            self.end = end
        }
    }

    package private(set) var segments: [Segment] = []

    /// None.
    init() {}

    /// In pixels of `texture`. What would cross one of the lines that are `drawn`, or go beside it, gives way; others end at these as at their like.
    package init(_ texture: Texture, besides drawn: [Segment] = [], _ work: Work) throws(Cancelled) {
        // What meets the rim where a drawn line does is that line: those who draw do not hit its direction to a degree.
        var edges = try RimEdges(texture).found(work).filter { edge in !drawn.contains { $0.distance(to: edge.point) < 2 * Self.beside } }
        let walls = Self.shortened(drawn, in: texture)
        segments = walls
        joinOpposite(&edges)
        let lines = segments
        edges.removeAll { edge in
            let ray = Self.ray(edge, in: texture)
            guard let share = lines.compactMap({ ray.crossing($0) }).min() else { return false }
            // What it ends at is no obstacle.
            guard hasRoom(for: Segment(start: ray.start, end: ray.start + 0.98 * share * ray.way)) else { return false }
            segments.append(Segment(start: ray.start, end: ray.start + share * ray.way))
            return true
        }
        joinInCorners(edges, rays: edges.map { Self.ray($0, in: texture) })
        segments = segments.dropFirst(walls.count).filter { !$0.goesBeside(drawn) }
    }

    /// So many pixels of the texture beside a drawn line, all is of that line.
    fileprivate static let beside: Float = 4

    /// Without the last pixels before an end in the hole: who draws up to a line goes a little beyond it.
    private static func shortened(_ drawn: [Segment], in texture: Texture) -> [Segment] {
        func isFree(_ place: SIMD2<Float>) -> Bool {
            texture.kind(at: place) == .hole && drawn.count { $0.start == place || $0.end == place } == 1
        }
        return drawn.compactMap { segment in
            let step = beside / max(beside, segment.way.length) * segment.way
            let start = isFree(segment.start) ? segment.start + step : segment.start, end = isFree(segment.end) ? segment.end - step : segment.end
            return segment.way.dot(end - start) > 0 ? Segment(start: start, end: end) : nil
        }
    }

    /// Those that `isWanted` says.
    func filter(_ isWanted: (Segment) -> Bool) -> ContinuedLines {
        var lines = self
        lines.segments = segments.filter(isWanted)
        return lines
    }

    /// The same in pixels of a texture of twice the size.
    package func doubled() -> ContinuedLines {
        var lines = self
        lines.segments = segments.map { Segment(start: 2 * $0.start + 0.5, end: 2 * $0.end + 0.5) }
        return lines
    }

    /// Offsets at which a line goes on through the hole as it comes in, or goes out.
    package var offsets: [Offset] {
        segments.flatMap(\.offsets)
    }

    /// Whether a line runs between a pixel and its neighbor to the right, or the one below.
    package func parts(_ x: Int, _ y: Int, fromRight: Bool) -> Bool {
        // A little aside, so that a line through the middles of pixels parts as well.
        let start = SIMD2(Float(x), Float(y)) + 1e-3
        let link = Segment(start: start, end: start + (fromRight ? SIMD2(1, 0) : SIMD2(0, 1)))
        return segments.contains { segment in
            // From a little outside the hole, so that nothing leaks at the rim.
            let longer = Segment(start: segment.start - 1.5 / segment.way.length * segment.way, end: segment.end)
            return link.crosses(longer)
        }
    }
}

extension ContinuedLines {
    /// Joins edges that face each other, those first that are strong and miss each other least, and takes them from `edges`.
    private mutating func joinOpposite(_ edges: inout [RimEdge]) {
        var pairs: [(score: Float, first: Int, second: Int)] = []
        for first in edges.indices {
            for second in edges.indices where second > first {
                let a = edges[first], b = edges[second], apart = b.point - a.point, distance = apart.length
                guard distance >= 4, a.direction.dot(apart) > 0, a.direction.dot(b.direction) < -0.984 else { continue }
                let miss = max(abs(a.direction.cross(apart)), abs(b.direction.cross(apart)))
                guard miss <= 2 + 0.06 * distance else { continue }
                let change = min((a.left - b.right).length, (a.right - b.left).length)
                pairs.append(((a.strength * b.strength).squareRoot() * (1 + Float.exp(-change / 30)) / (1 + miss / 4), first, second))
            }
        }
        take(
            pairs.sorted { $0.score > $1.score }.map { pair in
                (pair.first, pair.second, [Segment(start: edges[pair.first].point, end: edges[pair.second].point)])
            }, &edges)
    }

    /// Joins edges that meet inside the hole, around something of one color, the nearest first.
    private mutating func joinInCorners(_ edges: [RimEdge], rays: [Segment]) {
        var edges = edges, corners: [(way: Float, first: Int, second: Int, corner: SIMD2<Float>)] = []
        for first in edges.indices {
            for second in edges.indices where second > first {
                let a = edges[first], b = edges[second]
                guard a.direction.dot(b.direction) < 0.64, let share = rays[first].crossing(rays[second]) else { continue }
                let corner = a.point + share * rays[first].way
                let inner = a.direction.cross(b.point - a.point) > 0 ? a.right : a.left
                let other = b.direction.cross(a.point - b.point) > 0 ? b.right : b.left
                guard (inner - other).length < 40 else { continue }
                corners.append(((corner - a.point).length + (corner - b.point).length, first, second, corner))
            }
        }
        take(
            corners.sorted { $0.way < $1.way }.map { corner in
                (corner.first, corner.second, [corner.first, corner.second].map { Segment(start: edges[$0].point, end: corner.corner) })
            }, &edges)
    }

    /// Adds the segments of pairs, in their order, whose edges are still there, and that cross none; takes the edges away.
    private mutating func take(_ pairs: [(first: Int, second: Int, segments: [Segment])], _ edges: inout [RimEdge]) {
        var isTaken = [Bool](repeating: false, count: edges.count)
        for pair in pairs where !isTaken[pair.first] && !isTaken[pair.second] && pair.segments.allSatisfy(hasRoom) {
            segments += pair.segments
            isTaken[pair.first] = true
            isTaken[pair.second] = true
        }
        edges = edges.indices.filter { !isTaken[$0] }.map { edges[$0] }
    }

    /// The edge's way through the hole.
    private static func ray(_ edge: RimEdge, in texture: Texture) -> Segment {
        var length: Float = 3
        while texture.kind(at: edge.point + length * edge.direction) == .hole { length += 0.5 }
        return Segment(start: edge.point, end: edge.point + length * edge.direction)
    }

    /// Whether a segment crosses none, and is long enough to have a direction.
    private func hasRoom(for segment: Segment) -> Bool {
        segment.way.length >= 0.5 && !segments.contains(where: segment.crosses)
    }
}

extension ContinuedLines.Segment {
    /// At what part of it it crosses another; nil where they do not cross.
    func crossing(_ other: Self) -> Float? {
        let apart = other.start - start, area = way.cross(other.way)
        guard abs(area) > 1e-9 else { return nil }
        let share = apart.cross(other.way) / area, place = apart.cross(way) / area
        return share > 0 && share < 1 && place > 0 && place < 1 ? share : nil
    }

    func crosses(_ other: Self) -> Bool { crossing(other) != nil }

    /// Whether most of it lies within a few pixels of other lines.
    func goesBeside(_ others: [Self]) -> Bool {
        let steps = max(2, Int(way.length))
        let near = (0...steps).count { step in
            let place = start + Float(step) / Float(steps) * way
            return others.contains { $0.distance(to: place) < ContinuedLines.beside }
        }
        return 2 * near > steps + 1
    }

    fileprivate func distance(to place: SIMD2<Float>) -> Float {
        let share = way.dot(place - start) / max(1e-9, way.dot(way))
        return (start + min(1, max(0, share)) * way - place).length
    }

    /// Offsets at which something goes on along it, either way.
    var offsets: [Offset] {
        let longer = (1 + 3 / way.length) * way
        return [longer, -longer].map { Offset(x: Int($0.x.rounded()), y: Int($0.y.rounded())) }
    }
}
