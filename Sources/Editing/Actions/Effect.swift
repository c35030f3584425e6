import Inpainting
import Masks
import Pixels

/// What the editor asks of the program around it.
public enum Effect: Sendable {
    /// Fill `mask` on the current picture, and tell of it under the number `removal`.
    case start(removal: Int, mask: Mask)
    /// Fill it once more, unlike the fills before.
    case tryAgain(removal: Int, mask: Mask, after: [Fill])
    /// Fill `hole` from where the movement says.
    case patch(removal: Int, hole: Mask, Movement)
    case stop(removal: Int)
    /// Find the object under `mask`, and tell of it with `revision`.
    case snap(revision: Int, mask: Mask, picture: Raster)
    /// Find the object around a place, or the one after so many that holds more, and tell of it with `revision`.
    case findObject(revision: Int, at: Point, number: Int, Layer)
    /// Find the lines that a fill of `mask` would follow, and tell of them with `revision`.
    case findLines(revision: Int, mask: Mask)
    case stopSnap
    /// Something that the user should read.
    case message(String)
    /// The same, as long as something is running that is in the way.
    case busy(String)
}
