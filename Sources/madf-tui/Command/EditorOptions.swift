import Inpainting
import System
import Terminal
import Workers

/// What the command line tells the editor.
package struct EditorOptions: Sendable {
    /// nil: by the terminal.
    package var color: ColorMode?
    package var usesMouse = true
    /// nil: the bundled model.
    package var model: FilePath?
    package var threads = WorkerPool.availableProcessors
    package var grow: Int?
    package var workingSize: Int?
    /// Where `s` saves; nil: `NAME-removed.EXT` beside the photo.
    package var output: FilePath?
    /// Where results go instead of beside the photos.
    package var outputFolder: FilePath?
    package var replaces = false
    package var replacesSource = false
    /// The last stage to compute.
    package var stage = FillStage.detail
    /// Takes more time for a better fill.
    package var best = false
    /// Keeps names and regions of faces that lie in what is removed.
    package var keepsFaces = false
    /// How the end of a long removal is told.
    package var notice = Notice.none
    /// Says nothing of what was saved when it ends.
    package var isQuiet = false
    /// Traps after the first frame, to see that the terminal survives it.
    package var crashes = false

    package init() {}

    var fill: FillOptions { FillOptions(workingSize: workingSize, grow: grow, through: stage, best: best) }
}
