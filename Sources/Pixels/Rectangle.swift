/// A half-open rectangle of pixels: columns `x ..< x + width`, rows `y ..< y + height`.
public struct Rectangle: Hashable, Sendable {
    public var x, y, width, height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var right: Int { x + width }
    public var bottom: Int { y + height }
    public var longestSide: Int { max(width, height) }
    public var middle: Point { Point(x: Double(x) + Double(width) / 2, y: Double(y) + Double(height) / 2) }
    public var isEmpty: Bool { width <= 0 || height <= 0 }

    /// The part that both cover; empty when they do not meet.
    public func intersection(_ other: Rectangle) -> Rectangle {
        let left = max(x, other.x), top = max(y, other.y)
        return Rectangle(
            x: left, y: top,
            width: max(0, min(right, other.right) - left), height: max(0, min(bottom, other.bottom) - top))
    }

    /// The smallest rectangle that holds both.
    public func union(_ other: Rectangle) -> Rectangle {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let left = min(x, other.x), top = min(y, other.y)
        return Rectangle(
            x: left, y: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
    }

    /// Moved inwards by `margin` on every side (outwards when negative).
    public func inset(by margin: Int) -> Rectangle {
        Rectangle(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
    }
}
