/// One layer's work in a run.
struct Step {
    let name: String
    /// What it writes.
    let map: FeatureMap
    /// The mask's features, which a step of the encoder writes too.
    var mask: FeatureMap?
    /// Estimated, for progress: multiplications at every position; 0 where there is nothing to do.
    let cost: Int
    let body: (Execution) -> Void
}
