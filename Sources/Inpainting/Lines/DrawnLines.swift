import Masks
import Pixels
import RealModule

/// Where strokes run that say how an edge goes on through a hole: the middles of the strokes, as chains of straight pieces.
package struct DrawnLines: Sendable {
    /// In pixels of the photo; the first pixel's middle is (0.5, 0.5).
    private(set) var chains: [[SIMD2<Float>]] = []

    var isEmpty: Bool { chains.isEmpty }

    /// Shorter ones are what is left of a stroke's corners; over so many pixels a stroke's way is smoothed; pieces stay so near to it.
    private static let leastLength = 4, smoothing = 2, tolerance: Float = 0.7

    /// The strokes of `edges` over the hole of a texture of `part` of the photo that is `factor` times smaller. One that ends in the hole
    /// less than `reach` pixels of the texture before its rim goes on to it.
    package init(_ edges: Mask, _ texture: Texture, of part: Rectangle, factor: Int, reach: Float) {
        guard let hole = texture.hole.bounds else { return }
        let area = hole.inset(by: -Self.leastLength).intersection(texture.bounds)
        let covered = (0..<area.width * area.height).map { cell in
            let x = part.x + (area.x + cell % area.width) * factor, y = part.y + (area.y + cell / area.width) * factor
            return (y..<y + factor).contains { row in (x..<x + factor).contains { edges[$0, row] != 0 } }
        }
        guard covered.contains(true) else { return }
        for chain in Skeleton(covered, width: area.width).chains where chain.count >= Self.leastLength {
            var points = chain.map { SIMD2(Float(area.x + $0 % area.width), Float(area.y + $0 / area.width)) }
            points = Self.smoothed(points)
            Self.extend(&points, reach, in: texture)
            points.reverse()
            Self.extend(&points, reach, in: texture)
            let pieces = Self.simplified(points[...])
            chains.append(pieces.map { (Float(factor) * ($0 + 0.5)) + SIMD2(Float(part.x), Float(part.y)) })
        }
    }

    /// In pixels of a texture of `part` of the photo that is `factor` times smaller.
    func segments(of part: Rectangle, factor: Int) -> [ContinuedLines.Segment] {
        chains.flatMap { chain in
            let points = chain.map { ($0 - SIMD2(Float(part.x), Float(part.y))) / Float(factor) - 0.5 }
            return zip(points, points.dropFirst()).map { ContinuedLines.Segment(start: $0, end: $1) }
        }
    }

    /// Each inner point the mean of those near.
    private static func smoothed(_ points: [SIMD2<Float>]) -> [SIMD2<Float>] {
        points.indices.map { index in
            let reach = min(smoothing, index, points.count - 1 - index), near = points[index - reach...index + reach]
            return near.reduce(.zero, +) / Float(near.count)
        }
    }

    /// Goes on at the end of a chain to the rim, where that is near: straight or, where that way is too long, the shortest way ahead.
    private static func extend(_ points: inout [SIMD2<Float>], _ reach: Float, in texture: Texture) {
        guard let end = points.last, texture.kind(at: end) == .hole else { return }
        let way = end - points[max(0, points.count - 7)]
        guard way.length > 0 else { return }
        func steps(_ turn: Int) -> (direction: SIMD2<Float>, length: Float) {
            let angle = Float(turn) * .pi / 18, unit = way / way.length
            let direction = Float.cos(angle) * unit + Float.sin(angle) * SIMD2(-unit.y, unit.x)
            var length: Float = 0
            while length < reach, texture.kind(at: end + length * direction) == .hole { length += 0.5 }
            return (direction, length)
        }
        var best = steps(0)
        if best.length >= reach { best = (-8...8).map(steps).min { $0.length < $1.length }! }
        // A little beyond the rim, so that nothing leaks there.
        if best.length < reach { points.append(end + (best.length + 1.5) * best.direction) }
    }

    /// As few straight pieces as stay within the tolerance (Douglas and Peucker, 1973).
    private static func simplified(_ points: ArraySlice<SIMD2<Float>>) -> [SIMD2<Float>] {
        guard let first = points.first, let last = points.last, points.count > 2 else { return Array(points) }
        let way = last - first, length = max(1e-6, way.length)
        let distances = points.indices.map { way.length < 1e-3 ? (points[$0] - first).length : abs(way.cross(points[$0] - first)) / length }
        let farthest = distances.indices.max { distances[$0] < distances[$1] }!
        guard distances[farthest] > tolerance else { return [first, last] }
        let middle = points.startIndex + farthest
        return simplified(points[...middle]).dropLast() + simplified(points[middle...])
    }
}
