import Editing
import Photo
import System

/// What working threads tell the editor's thread.
enum EditorEvent: Sendable {
    /// A small picture to show until the photo is there.
    case preview(Layer, generation: Int)
    /// With the `contentHash` of the photo's picture.
    case opened(Photo, Editor, hash: UInt64, generation: Int)
    case failedToOpen(String, generation: Int)
    case engine(EngineEvent)
    /// Unsaved work could not be written down.
    case failedToKeepWork
    case saved(report: SaveReport, FileVersion)
    case failedToSave(PhotoError)
}
