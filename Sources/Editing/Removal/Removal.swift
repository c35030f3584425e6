import Inpainting

/// A removal of which at least one stage has come.
public struct Removal: Sendable {
    /// Under which the engine tells of it.
    let number: Int
    /// Its entry of the history.
    let entry: Int
    public internal(set) var stages: [FillStage: Fill]
    public internal(set) var shown: FillStage
    /// The user has chosen a stage: later ones no longer take its place.
    var isChosen = false
    /// What was so before the latest choice.
    var beforeChoice: (shown: FillStage, isChosen: Bool)?
}
