import Inpainting
import System

/// The save that goes on, and what this session has written and may write again, as long as nobody else has changed it.
struct Saves {
    var isRunning = false
    /// The stage that it saves, where that is not the last one there is.
    var stage: FillStage?
    /// The user wants to quit once it is done.
    var quits = false
    /// Each for its photo alone: another one may have the same name in another folder.
    var results: [FilePath: (photo: Int, version: FileVersion)] = [:]
    /// Where results were saved, in their order.
    var paths: [FilePath] = []
    var marks: [FilePath: FileVersion] = [:]
}
