import Masks
import Pixels

/// An object that is looked for, or was found, around a place.
struct ClickedObject: Sendable {
    let place: Point
    /// 0 is the one that is meant, further ones hold more.
    var number = 0
    let isErasing: Bool
    /// The marks without it.
    let before: Mask
}
