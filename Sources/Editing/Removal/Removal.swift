import Inpainting
import Masks

/// A removal of which at least one stage has come.
public struct Removal: Sendable {
    /// Fills of a hole that can be told by a digit.
    static let mostTries = 9

    /// Under which the engine tells of it, or of the other try that was asked for last.
    var number: Int
    /// What it removes.
    let mask: Mask
    /// What each of `tries` was told.
    var steering: [Steering]
    /// Of the first try.
    public internal(set) var stages: [FillStage: Fill]
    /// Further ones, of the detail stage alone.
    var further: [Fill] = []
    /// What is shown by entries of the history: by the removal's own, and by one for each other try that came or was chosen.
    var views: [Int: View]
    /// The one of these that stands.
    var entry: Int
    /// The user has chosen a stage: later ones no longer take its place.
    var isChosen = false
    /// What was so before the latest choice.
    var beforeChoice: (shown: FillStage, isChosen: Bool, view: Viewport)?

    /// A stage of a try; all but the first have none but detail of their own.
    struct View: Sendable {
        var stage: FillStage
        let attempt: Int
    }

    /// What a fill is told besides its hole.
    struct Steering: Sendable {
        let edges: Mask?
        /// `Editor.keepOutRevision` when it began.
        let keepOutRevision: Int
    }

    public var shown: FillStage { views[entry]!.stage }
    /// Which of `tries` is shown, or has its place taken by an earlier stage.
    public var attempt: Int { views[entry]!.attempt }
    /// All fills of the detail stage, in the order in which they came.
    public var tries: [Fill] { (stages[.detail].map { [$0] } ?? []) + further }

    /// A stage of what is shown; nil where it is not there.
    public func fill(of stage: FillStage) -> Fill? { stage == .detail && attempt > 0 ? tries[attempt] : stages[stage] }
}
