import Masks

/// A removal that goes on. What has come of it is in `Editor.removal`.
public struct RunningRemoval: Sendable {
    /// Under which the engine tells of it.
    public let number: Int
    /// What it removes.
    let mask: Mask
    /// `Editor.pixelRevision` when it began.
    let pixelRevision: Int
    /// The entry of the history that was the last one when it began.
    let start: Int?
    let kind: Kind
    /// What it is told of edges, and those of them that it uses up.
    public var edges: Mask? { steering.edges }
    let steering: Removal.Steering
    let usedEdges: Mask?
    /// The one that it has made, once something has come of it; and the removal that was the latest until then.
    var entry: Int?, before: Removal?

    /// What goes on; in words that undo says.
    enum Kind: String {
        case removal
        /// Fills once more what an earlier one has removed.
        case anotherTry
        /// Fills from where the user says.
        case patch
    }
}
