import Editing
import Inpainting
import Masks
import Pixels

/// What working threads tell the editor's thread.
enum EditorEvent: Sendable {
    /// A small picture to show until the photo is there.
    case preview(Layer, generation: Int)
    case opened(OpenedPhoto, generation: Int)
    case failedToOpen(String, generation: Int)
    case engineReady(Inpainter)
    case engineFailed(String)
    case progress(removal: Int, share: Double, phase: String)
    /// Copies for the editor to change while the engine reads the picture itself.
    case copied(removal: Int, Raster, Layer)
    case stage(removal: Int, Fill)
    /// Where everything is marked, nothing of the photo was left to fill from.
    case removalEnded(removal: Int, isEverythingMarked: Bool)
    case snapped(Mask, revision: Int, generation: Int)
    /// Unsaved work could not be written down.
    case failedToKeepWork
    case saved(path: String, report: String)
    case failedToSave(path: String, reason: String, exists: Bool)
}
