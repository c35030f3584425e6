import Inpainting
import Photo
import System
import Workers

/// What the command line tells a batch.
struct BatchOptions: Sendable {
    var photos: [FilePath]
    /// A file, a folder, or a pattern such as `{stem}_mask.png`.
    var mask: FilePath?
    var invertsMask = false
    /// Leaves unmarked spots alone that a brush missed.
    var keepsIslands = false
    /// What is to be removed besides, or without a mask.
    var boxes: [Box] = []
    /// What nothing is copied from, told as the mask is.
    var keepOut: FilePath?
    /// Strokes along which edges go on, likewise.
    var edges: FilePath?
    var fill = FillOptions()
    /// nil: the bundled model.
    var model: FilePath?
    var threads = WorkerPool.availableProcessors
    /// Photos that are worked on at the same time.
    var jobs = 1
    /// Which part of the photos to do; nil for all.
    var shard: Shard?
    /// Which page of the photos, from 1; nil for the first.
    var page: Int?
    /// Where the result of one photo goes; `-` is standard output.
    var output: FilePath?
    /// Where results go, and where the result of every stage.
    var outputFolder, stageFolder: FilePath?
    /// Takes the photos in folders of the folders, too.
    var isRecursive = false
    /// Says what would be done.
    var isDryRun = false
    /// Puts results in the photos' places.
    var isInPlace = false
    /// Puts them in the place of other files, and of what was changed or is write-protected.
    var isForced = false
    var save = SaveOptions()
    /// Prints a line of JSON for every photo.
    var isJSON = false
    /// Prints errors only.
    var isQuiet = false

    /// How many fills of each photo are saved.
    var tries = 1

    init(photos: [FilePath]) { self.photos = photos }

    /// Whether a result goes to standard output.
    var writesToStandardOutput: Bool { output == "-" || output == nil && photos.contains("-") }
}
