/// Between which two of several values in a row a place lies. Beyond the ends the outermost values go on.
public struct LinearTap {
    public let first, second: Int
    /// How far on the way from the first to the second, 0...1.
    public let share: Double

    /// Value `number` of `count` lies at place `number`.
    @inlinable public init(_ place: Double, count: Int) {
        let place = max(0, place)
        first = min(count - 1, Int(place))
        second = min(count - 1, first + 1)
        share = min(1, place - Double(first))
    }
}
