import Masks

/// Finding the object under the marks takes a while: it is done elsewhere, and its end is a command.
extension Editor {
    mutating func startSnap() -> Effect? {
        endStroke()
        if snapping != nil { return .busy("snapping goes on; Escape cancels it") }
        if canTakeMore { return takeMore() }
        if marks[painted]!.isEmpty { return selectObject(at: cursor, erasing: false) }
        snapping = Snapping(revision: revision, sought: .outline)
        return .snap(revision: revision, mask: paintedMask, picture: layer.picture)
    }

    /// Takes the object that was found for the marks as they were at `revision`.
    mutating func takeSnap(_ found: Mask, of revision: Int) -> Effect? {
        guard let snapping, snapping.revision == revision, case .outline = snapping.sought else { return nil }
        self.snapping = nil
        if self.revision != revision { return .message("the marks changed meanwhile; snap again") }
        if found != paintedMask {
            replaceMask(found, as: "snapping", isExact: false)
        } else if !snapping.removes {
            return .message("the object cannot be told from what is around it")
        }
        return snapping.removes ? startRemoval() : .message("snapped to the object; paint and erase what is amiss")
    }

    mutating func stopSnap() -> Effect? {
        snapping = nil
        return .stopSnap
    }
}
