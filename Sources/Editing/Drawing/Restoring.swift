import Masks
import Pixels

/// What a stroke that brings the photo back has covered, and what was there.
struct Restoring: Sendable {
    /// Outside of it nothing was removed.
    let area: Rectangle
    /// The pixels of `area` as they were before the stroke.
    let before: Raster
    /// Where the photo comes back; as large as the photo.
    var shape: Mask
}
