import Pixels

/// A view that was taken to look at something, and what was seen before.
struct Look: Sendable {
    /// What was seen before, and where the cursor was.
    var before: (viewport: Viewport, cursor: Point)
    /// As long as nobody goes on from here, the way back is open.
    var now: (viewport: Viewport, cursor: Point)
    /// The view in which a comparison or a patch began, where that was taken to look at something, too: they end there.
    var start: (viewport: Viewport, cursor: Point)?
}
