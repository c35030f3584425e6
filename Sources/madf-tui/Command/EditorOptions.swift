import Inpainting
import Terminal
import Workers

/// What the command line tells the editor.
struct EditorOptions: Sendable {
    /// nil: by the terminal.
    var color: ColorMode?
    var usesMouse = true
    /// nil: the bundled model.
    var model: String?
    var threads = WorkerPool.availableProcessors
    var grow: Int?
    var workingSize: Int?
    /// Where `s` saves; nil: `NAME-removed.EXT` beside the photo.
    var output: String?
    var replaces = false
    var replacesSource = false
    /// The last stage to compute.
    var stage = FillStage.detail
    /// Takes more time for a better fill.
    var best = false
    /// Traps after the first frame, to see that the terminal survives it.
    var crashes = false
}
