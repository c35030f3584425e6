import Inpainting
import Masks
import Pixels

/// What a user, or the engine, can do to the editor.
public enum Command: Sendable {
    /// The cursor, by screen pixels (at least one pixel of the photo each).
    case move(columns: Int, rows: Int)
    /// Puts the pen down at the cursor, or lifts it.
    case togglePen(erasing: Bool)
    case press(Point, erasing: Bool)
    case dragTo(Point)
    case release
    case select(Tool)
    case resizeBrush(steps: Int)
    case undo, redo, clear, invert
    /// The marks, by pixels of the photo; less than 0 shrinks.
    case grow(Int)
    case feather(Int)
    /// The marks become the object that they lie on.
    case snap
    /// The object under the marks as they were at a revision was found.
    case snapped(Mask, revision: Int)
    /// Any other mask of the photo's size in place of the present one.
    case replaceMask(Mask)
    /// By steps of the square root of 2, about a place of the photo (the cursor unless given).
    case zoom(steps: Int, about: Point?)
    case fit
    /// By screen pixels.
    case pan(columns: Int, rows: Int)
    case resize(width: Int, height: Int, aspect: Double)
    /// Marks and a picture that an earlier session left, and where it was.
    case recover(Mask, Raster, WorkPlace)
    case remove, cancel
    /// Equal copies of the picture and of what shows it, made for the removal.
    case copied(removal: Int, Raster, Layer)
    case stageArrived(removal: Int, Fill)
    case removalEnded(removal: Int)
    case show(FillStage)
    /// The stage was chosen by mistake.
    case takeBackChoice
    case toggleOriginal, toggleWipe, toggleBlink, togglePanes, toggleOutline
    /// The other one of before and after, while they blink.
    case blink
    /// To a column of the screen.
    case moveWipe(column: Int)
    /// Saving has begun, failed; the mask was saved.
    case noteSavedResult, noteUnsavedResult, noteSavedMask
}

/// What the editor asks of the program around it.
public enum Effect: Sendable {
    /// Fill `mask` on the current picture, and tell of it under the number `removal`.
    case start(removal: Int, mask: Mask)
    case stop
    /// Find the object under `mask`, and tell of it with `revision`.
    case snap(revision: Int, mask: Mask, picture: Raster)
    case stopSnap
    /// Something that the user should read.
    case message(String)
}
