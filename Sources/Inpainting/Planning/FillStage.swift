/// A fill of the hole, in the order in which they come.
public enum FillStage: String, CaseIterable, Comparable, Sendable {
    /// Of the network's recovery decoder.
    case coarse
    /// Of its first refinement.
    case first
    /// Of its last refinement: the network alone.
    case final
    /// The photo's own texture at full resolution, guided by the network.
    case detail

    public static func < (a: FillStage, b: FillStage) -> Bool {
        allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
}
