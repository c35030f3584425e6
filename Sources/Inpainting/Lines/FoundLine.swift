import Pixels

/// A straight edge that a hole cuts off, as a fill finds it and follows it through the hole; in pixels of the photo.
public struct FoundLine: Equatable, Sendable {
    public let start, end: Point

    public init(start: Point, end: Point) {
        self.start = start
        self.end = end
    }
}

extension FoundLine {
    /// A line of a texture of `part` of the photo that is `factor` times smaller.
    init(_ segment: ContinuedLines.Segment, of part: Rectangle, factor: Int) {
        func place(_ point: SIMD2<Float>) -> Point {
            Point(
                x: Double(part.x) + Double(factor) * (Double(point.x) + 0.5), y: Double(part.y) + Double(factor) * (Double(point.y) + 0.5))
        }
        self.init(start: place(segment.start), end: place(segment.end))
    }

    /// Whether both ends of `other` are at most so many pixels from those of this one: found in another texture, a line is a little elsewhere.
    func isSame(as other: FoundLine, within reach: Double) -> Bool {
        func isNear(_ a: Point, _ b: Point) -> Bool { (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) <= reach * reach }
        return isNear(start, other.start) && isNear(end, other.end) || isNear(start, other.end) && isNear(end, other.start)
    }
}
