import Masks
import Pixels

/// A stroke that has begun and not ended.
struct Stroke: Sendable {
    let tool: Tool
    let isErasing: Bool
    let start: Point
    /// The way of the pen, for the lasso.
    var points: [Point]
    /// The mask before the stroke.
    let before: Mask
    /// nil where marks are drawn or erased.
    var restoring: Restoring?
    /// Outside of it everything is still as before.
    var changed = Rectangle(x: 0, y: 0, width: 0, height: 0)

    /// What undo says of it.
    var name: String { (isErasing ? "erasing by " : "") + (tool == .brush ? "brush stroke" : tool.rawValue) }
    var last: Point { points.last ?? start }
    /// Of a lasso the whole way counts.
    mutating func go(to place: Point) { points = tool == .lasso ? points + [place] : [place] }

    var value: UInt8 { isErasing && restoring == nil ? 0 : 255 }
}

extension Mask {
    /// Draws a stroke of a shape as far as it has come; the rectangle outside of which nothing changed.
    ///
    /// - Parameter box: opposite corners of what encloses an area by them.
    mutating func draw(_ stroke: Stroke, in box: (Point, Point), diameter: Double) -> Rectangle {
        switch stroke.tool {
        case .line: drawStroke(from: stroke.start, to: stroke.last, diameter: diameter, value: stroke.value)
        case .rectangle: drawRectangle(from: box.0, to: box.1, value: stroke.value)
        case .ellipse: drawEllipse(from: box.0, to: box.1, value: stroke.value)
        case .lasso:
            // The way itself is seen even before it encloses anything.
            zip(stroke.points, stroke.points.dropFirst()).reduce(drawPolygon(stroke.points, value: stroke.value)) { changed, piece in
                changed.union(drawStroke(from: piece.0, to: piece.1, diameter: 1, value: stroke.value))
            }
        case .brush, .fill, .select: Rectangle(x: 0, y: 0, width: 0, height: 0)
        }
    }
}
