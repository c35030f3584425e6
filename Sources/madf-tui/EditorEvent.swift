import Editing
import Inpainting
import Photo

/// What working threads tell the editor's thread.
enum EditorEvent: Sendable {
    /// A small picture to show until the photo is there.
    case preview(Layer)
    case opened(OpenedPhoto)
    case failedToOpen(String)
    case engineReady(any FillEngine)
    case engineFailed(String)
    case progress(removal: Int, share: Double, phase: String)
    case stage(removal: Int, Fill)
    /// `failure` is nil when it is done or was cancelled.
    case removalEnded(removal: Int, failure: String?)
    case saved(path: String, report: String)
    case failedToSave(path: String, reason: String, exists: Bool)
}
