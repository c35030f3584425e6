import Pixels

/// Where on the photo someone looks and works, to be found again in a later session, on a terminal of any size.
public struct WorkPlace: Equatable, Sendable {
    public let cursor, center: Point
    /// Columns to a pixel of the photo; 0 where the whole photo is kept in view.
    public let scale: Double

    public init(cursor: Point, center: Point, scale: Double) {
        self.cursor = cursor
        self.center = center
        self.scale = scale
    }
}
