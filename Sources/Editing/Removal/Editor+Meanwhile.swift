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
        let area = running.mask.boundingBox ?? mask.bounds
        let (before, after) = changeMarks(since: index) { $0.subtract(running.mask) }
        updateMarks(in: area, of: .removal)
        var pixels = PixelChange(fill)
        exchange(&pixels)
        let change = History.Change.removal(pixels, MaskChange(from: before, to: after, in: area))
        let entry = history.record(change, as: running.kind.rawValue, at: index)
        self.running?.entry = entry
        self.running?.before = removal
        removal = Removal(
            number: running.number, mask: running.mask, stages: [fill.stage: fill],
            views: [entry: Removal.View(stage: fill.stage, attempt: 0)], entry: entry)
        resume(stroke)
    }

    /// Takes back what has come of a removal. It is not finished, so that redo does not bring it again.
    mutating func takeBack(_ running: RunningRemoval) {
        guard let index = history.latestRemoval, history.past[index].identifier == running.entry,
            case .removal(var pixels, let used) = history.past[index].change
        else { return }
        history.past.remove(at: index)
        var marked = Mask(width: original.width, height: original.height)
        used.apply(to: &marked)
        if let region = marked.region { _ = changeMarks(since: index) { $0.formUnion(region) } }
        updateMarks(in: used.area, of: .removal)
        marks[.removal]!.isChanged = true
        exchange(&pixels)
        removal = running.before
        endEmptyComparison()
    }

    /// Makes the marks what `change` makes of them, as if that had been done before all that the history has from an index on; what they
    /// were before that, and are now. `updateMarks` must follow.
    private mutating func changeMarks(since index: Int, _ change: (inout Mask) -> Void) -> (old: Mask, new: Mask) {
        var old = mask, new = mask
        change(&new)
        marks[.removal]!.mask = new
        for position in history.past.indices[index...].reversed() {
            guard case .marks(let step, .removal) = history.past[position].change else { continue }
            step.apply(to: &old)
            var before = old
            change(&before)
            history.past[position].change = .marks(MaskChange(from: before, to: new, in: step.area), .removal)
            new = before
        }
        return (old, new)
    }
}
