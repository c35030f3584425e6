import Inpainting
import Masks
import Pixels

/// What is marked while a removal runs is later than the removal: what comes of that goes beneath it in the history, and goes from there where the
/// removal is cancelled.
extension Editor {
    /// The first stage has come: it uses up the marks.
    mutating func begin(_ running: RunningRemoval, with fill: Fill) {
        let stroke = interruptStroke()
        let start = history.past.firstIndex { $0.identifier == running.start }.map { $0 + 1 } ?? 0
        // Pixels lie over each other as they have come.
        let index = max(start, history.latestRemoval.map { $0 + 1 } ?? 0)
        var used = [MarkKind.removal: useUp(running.mask, of: .removal, since: index)]
        if let edges = running.usedEdges { used[.edges] = useUp(edges, of: .edges, since: index) }
        var pixels = PixelChange(fill)
        exchange(&pixels)
        let entry = history.record(.removal(pixels, used), as: running.kind.rawValue, at: index)
        self.running?.entry = entry
        self.running?.before = removal
        removal = Removal(
            number: running.number, mask: running.mask, steering: [running.steering], stages: [fill.stage: fill],
            views: [entry: Removal.View(stage: fill.stage, attempt: 0)], entry: entry)
        resume(stroke)
    }

    /// Takes away marks of a kind that were used, as if before all that the history has from an index on; what that changes.
    mutating func useUp(_ used: Mask, of kind: MarkKind, since index: Int) -> MaskChange {
        let area = used.boundingBox ?? used.bounds
        let (before, after) = changeMarks(of: kind, since: index) { $0.subtract(used) }
        updateMarks(in: area, of: kind)
        return MaskChange(from: before, to: after, in: area)
    }

    /// Takes back what has come of a removal. It is not finished, so that redo does not bring it again.
    mutating func takeBack(_ running: RunningRemoval) {
        guard let index = history.latestRemoval, history.past[index].identifier == running.entry,
            case .removal(var pixels, let used) = history.past[index].change
        else { return }
        history.past.remove(at: index)
        for (kind, change) in used {
            var marked = Mask(width: original.width, height: original.height)
            change.apply(to: &marked)
            if let region = marked.region { _ = changeMarks(of: kind, since: index) { $0.formUnion(region) } }
            updateMarks(in: change.area, of: kind)
            marks[kind]!.isChanged = true
        }
        exchange(&pixels)
        removal = running.before
        endEmptyComparison()
    }

    /// Makes the marks what `change` makes of them, as if that had been done before all that the history has from an index on; what they
    /// were before that, and are now. `updateMarks` must follow.
    private mutating func changeMarks(
        of kind: MarkKind, since index: Int, _ change: (inout Mask) -> Void
    ) -> (old: Mask, new: Mask) {
        var old = marks[kind]!.mask, new = old
        change(&new)
        marks[kind]!.mask = new
        for position in history.past.indices[index...].reversed() {
            guard case .marks(let step, kind) = history.past[position].change else { continue }
            step.apply(to: &old)
            var before = old
            change(&before)
            history.past[position].change = .marks(MaskChange(from: before, to: new, in: step.area), kind)
            new = before
        }
        return (old, new)
    }
}
