import Inpainting
import Masks

/// A removal and the stages that have come of it.
public struct Removal: Sendable {
    /// Under which the engine tells of it.
    public let number: Int
    /// What it removes.
    let mask: Mask
    /// `Editor.pixelRevision` when it began.
    let pixelRevision: Int
    /// Its entry of the history, once the first stage has come.
    var entry: Int?
    public internal(set) var stages: [FillStage: Fill] = [:]
    public internal(set) var shown: FillStage?
    /// The user has chosen a stage: later ones no longer take its place.
    var isChosen = false
    /// What was so before the latest choice.
    var beforeChoice: (shown: FillStage?, isChosen: Bool)?
}

/// What tells one result from another: the last removal and the stage of it.
struct ResultIdentity: Equatable, Sendable {
    let entry: Int
    let stage: FillStage?
}
