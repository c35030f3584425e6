import Editing
import Inpainting
import Photo
import System
import Terminal
import Workers

/// What the command line tells the editor.
package struct EditorOptions: Sendable {
    /// nil: by the terminal.
    package var color: ColorMode?
    /// nil: half blocks.
    package var cells: CellShape?
    package var usesMouse = true
    package var tool = Tool.brush
    /// In pixels of the photo; nil: by its size.
    package var brush: Int?
    package var brushFollowsZoom = false
    /// Leaves unmarked spots alone that a brush missed.
    package var keepsIslands = false
    /// nil: the bundled model.
    package var model: FilePath?
    package var threads = WorkerPool.availableProcessors
    package var grow: Int?
    package var workingSize: Int?
    /// Which page of the photos, from 1; nil for the first.
    package var page: Int?
    /// Where `s` saves; nil: `NAME-removed.EXT` beside the photo.
    package var output: FilePath?
    /// What names of results end in.
    package var suffix = FilePath.resultSuffix
    package var save = SaveOptions()
    /// Where results go instead of beside the photos.
    package var outputFolder: FilePath?
    package var replaces = false
    package var replacesSource = false
    /// The last stage to compute.
    package var stage = FillStage.detail
    /// Takes more time for a better fill.
    package var best = false
    /// Carries on straight edges that a hole cuts off.
    package var followsLines = true
    /// How the end of a long removal is told.
    package var notice = Notice.none
    /// Says nothing of what was saved when it ends.
    package var isQuiet = false
    /// Takes the photos in folders of the folders, too.
    package var isRecursive = false
    /// Traps after the first frame, to see that the terminal survives it.
    package var crashes = false

    package init() {}

    /// Takes the user's own settings where the command line says nothing.
    package mutating func adopt(_ configuration: EditorConfiguration) {
        color = color ?? configuration.color
        cells = cells ?? configuration.cells
        usesMouse = usesMouse && configuration.usesMouse ?? true
        notice = configuration.notice ?? notice
        tool = configuration.tool ?? tool
        brush = configuration.brush ?? brush
        brushFollowsZoom = configuration.brushFollowsZoom ?? brushFollowsZoom
        keepsIslands = keepsIslands || configuration.keepsIslands ?? false
        grow = grow ?? configuration.grow
        suffix = configuration.suffix ?? suffix
        save.jpegQuality = configuration.jpegQuality ?? save.jpegQuality
    }

    var fill: FillOptions {
        var options = FillOptions(workingSize: workingSize, grow: grow, through: stage, best: best)
        options.followsLines = followsLines
        return options
    }
}
