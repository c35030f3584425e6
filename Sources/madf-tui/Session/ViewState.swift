import Editing

/// All that the picture on the screen depends on.
struct ViewState: Equatable {
    let generation, revision: Int
    let viewport: Viewport
    let comparison: Comparison
    /// How many stages of the latest removal are there.
    let stages: Int
    let showsOutline: Bool
    let isMinimapLeft: Bool
}
