import Inpainting

/// What tells one result from another: the last removal and the stage of it.
struct ResultIdentity: Equatable, Sendable {
    let entry: Int
    let stage: FillStage?
}
