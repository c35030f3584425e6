import Masks

/// A removal that goes on. What has come of it is in `Editor.removal`.
public struct RunningRemoval: Sendable {
    /// Under which the engine tells of it.
    public let number: Int
    /// What it removes.
    let mask: Mask
    /// `Editor.pixelRevision` when it began.
    let pixelRevision: Int
}
