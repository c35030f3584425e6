/// Faces that lay in what was removed, and whose names may go with them.
struct RemovedFaces {
    private(set) var count = 0
    private var removed: Set<String> = [], kept: Set<String> = []

    mutating func note(_ name: String, isRemoved: Bool) {
        if isRemoved {
            count += 1
            removed.insert(name)
        } else {
            kept.insert(name)
        }
    }

    /// Names that no face has which is kept.
    var names: Set<String> { removed.subtracting(kept).subtracting([""]) }
}
