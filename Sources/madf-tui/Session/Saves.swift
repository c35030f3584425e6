import System

/// The save that goes on, and what this session has written and may write again, as long as nobody else has changed it.
struct Saves {
    var isRunning = false
    /// The user wants to quit once it is done.
    var quits = false
    var results: [FilePath: FileVersion] = [:]
    var marks: [FilePath: FileVersion] = [:]
}
