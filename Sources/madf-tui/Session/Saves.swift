import System

/// The save that goes on, and the files that this session has written and may write again.
struct Saves {
    var isRunning = false
    /// The user wants to quit once it is done.
    var quits = false
    var results: Set<FilePath> = []
    var marks: Set<FilePath> = []
}
