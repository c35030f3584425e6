/// Which of the source positions along a side one of as many or fewer target positions covers, and how much of each.
public struct AreaSpan {
    public let positions: Range<Int>
    /// The covered parts of the first and the last position; those between are covered whole. Where there is one only, both are its part.
    @usableFromInline let first, last: Double

    /// Target position `target` of `count`, over `length` source positions.
    @inlinable public init(_ target: Int, of count: Int, over length: Int) {
        // In units of 1 / count, exact.
        let start = target * length, end = start + length
        positions = start / count..<(end + count - 1) / count
        first = Double(min(end, (positions.lowerBound + 1) * count) - start) / Double(count)
        last = Double(end - max(start, (positions.upperBound - 1) * count)) / Double(count)
    }

    /// The covered part of a position.
    @inlinable public func weight(_ position: Int) -> Double {
        position == positions.lowerBound ? first : position == positions.upperBound - 1 ? last : 1
    }
}
