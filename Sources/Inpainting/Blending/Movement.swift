import Masks
import Pixels

/// From where in the photo a hole is filled by hand: from its outline, moved, made larger or smaller, and turned about.
public struct Movement: Hashable, Sendable {
    /// Pixels of the photo from the hole to its source.
    public var x, y: Int
    /// Pixels of the source for one of the hole, along each side.
    public var scale: Double
    /// Whether left and right change places.
    public var isMirrored: Bool

    /// Why a hole cannot be filled from there.
    public enum Obstacle: Sendable {
        case beyondPhoto
        /// The source has a part of the hole in it.
        case hole
        case keptOut
    }

    public init(x: Int, y: Int, scale: Double = 1, isMirrored: Bool = false) {
        self.x = x
        self.y = y
        self.scale = scale
        self.isMirrored = isMirrored
    }

    /// The place that the one at `place` copies, of a hole with these bounds.
    public func source(of place: Point, in bounds: Rectangle) -> Point {
        let middle = bounds.middle, across = scale * (place.x - middle.x)
        return Point(
            x: middle.x + Double(x) + (isMirrored ? -across : across), y: middle.y + Double(y) + scale * (place.y - middle.y))
    }

    /// The place that copies the one at `place`.
    public func target(of place: Point, in bounds: Rectangle) -> Point {
        let middle = bounds.middle, across = (place.x - middle.x - Double(x)) / scale
        return Point(x: middle.x + (isMirrored ? -across : across), y: middle.y + (place.y - middle.y - Double(y)) / scale)
    }

    /// What is in the way; nil where all that `hole` would copy is known. Time is linear in the hole's bounds.
    public func obstacle(to hole: Mask.Region, in photo: Rectangle, keepOut: Mask?) -> Obstacle? {
        for y in 0..<hole.bounds.height {
            for x in 0..<hole.bounds.width where hole.mask.bytes[y * hole.bounds.width + x] != 0 {
                let place = source(
                    of: Point(x: Double(hole.bounds.x + x) + 0.5, y: Double(hole.bounds.y + y) + 0.5), in: hole.bounds)
                let column = Int(place.x.rounded(.down)), row = Int(place.y.rounded(.down))
                guard column >= photo.x, row >= photo.y, column < photo.right, row < photo.bottom else { return .beyondPhoto }
                if hole.mask[column - hole.bounds.x, row - hole.bounds.y] != 0 { return .hole }
                if let keepOut, keepOut[column, row] != 0 { return .keptOut }
            }
        }
        return nil
    }
}
