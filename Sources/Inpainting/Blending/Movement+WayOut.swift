import Masks
import Pixels

extension Movement {
    /// How much farther the source must go so that nothing is in the way any more: back onto the photo, and from the hole along one axis,
    /// whichever is nearest; nil where that does not do. Time is linear in the hole's bounds.
    public func wayOut(of hole: Mask.Region, in photo: Rectangle, keepOut: Mask?) -> (x: Int, y: Int)? {
        let bounds = hole.bounds, mask = hole.mask
        func source(_ x: Int, _ y: Int) -> Point {
            self.source(of: Point(x: Double(bounds.x + x) + 0.5, y: Double(bounds.y + y) + 0.5), in: bounds)
        }
        // Counted from the hole's corner, as all that follows.
        let columns = (0..<bounds.width).map { Int(source($0, 0).x.rounded(.down)) - bounds.x }
        let rows = (0..<bounds.height).map { Int(source(0, $0).y.rounded(.down)) - bounds.y }
        guard let x = Self.way(of: columns, into: photo.x - bounds.x..<photo.right - bounds.x),
            let y = Self.way(of: rows, into: photo.y - bounds.y..<photo.bottom - bounds.y)
        else { return nil }
        let inRows = Self.spans(bounds.height, bounds.width) { mask[$1, $0] != 0 }
        let inColumns = Self.spans(bounds.width, bounds.height) { mask[$0, $1] != 0 }
        let (onColumns, onRows) = (columns.map { $0 + x }, rows.map { $0 + y })
        let across = Self.ways(of: onColumns, lines: onRows, outOf: inRows), along = Self.ways(of: onRows, lines: onColumns, outOf: inColumns)
        let ways = [(x: x, y: y)] + across.map { (x: x + $0, y: y) } + along.map { (x: x, y: y + $0) }
        return ways.sorted { abs($0.x) + abs($0.y) < abs($1.x) + abs($1.y) }.first { way in
            var next = self
            (next.x, next.y) = (x: next.x + way.x, y: next.y + way.y)
            return next.obstacle(to: hole, in: photo, keepOut: keepOut) == nil
        }
    }

    /// How far places along an axis must go to lie in `range`; nil where they cannot all.
    private static func way(of places: [Int], into range: Range<Int>) -> Int? {
        let ends = [places[0], places[places.count - 1]].sorted()
        guard ends[1] - ends[0] < range.count else { return nil }
        return max(0, range.lowerBound - ends[0]) + min(0, range.upperBound - 1 - ends[1])
    }

    /// From where to where each line of the hole is in it.
    private static func spans(_ lines: Int, _ count: Int, _ isMarked: (_ line: Int, _ place: Int) -> Bool) -> [ClosedRange<Int>?] {
        (0..<lines).map { line in
            guard let first = (0..<count).first(where: { isMarked(line, $0) }) else { return nil }
            return first...(0..<count).last { isMarked(line, $0) }!
        }
    }

    /// How far the source must go along an axis, back and forth, so that each of its lines has left the hole's line on which it lies.
    private static func ways(of places: [Int], lines: [Int], outOf spans: [ClosedRange<Int>?]) -> [Int] {
        var back = 0, forth = 0
        for (line, span) in zip(lines, spans) {
            guard spans.indices.contains(line), let span, let other = spans[line] else { continue }
            let ends = [places[span.lowerBound], places[span.upperBound]].sorted()
            back = min(back, other.lowerBound - 1 - ends[1])
            forth = max(forth, other.upperBound + 1 - ends[0])
        }
        return [back, forth]
    }
}
