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
    /// Outside of it the mask is still as before.
    var changed = Rectangle(x: 0, y: 0, width: 0, height: 0)

    var last: Point { points.last ?? start }
    var value: UInt8 { isErasing ? 0 : 255 }
}
