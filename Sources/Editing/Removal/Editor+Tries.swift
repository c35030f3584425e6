import Inpainting
import Masks

/// Several fills of one hole, each as unlike those before as can be.
extension Editor {
    mutating func tryAgain() -> Effect? { fillAgain(after: choosable?.tries ?? []) }

    /// Fills the hole again as in the try that is shown, with what was said since.
    mutating func fillAgainAsShown() -> Effect? {
        guard let chosen = choosable else { return noStages }
        return fillAgain(after: Array(chosen.tries.prefix(chosen.attempt)))
    }

    /// Fills the hole of the latest removal once more, unlike `earlier` fills.
    private mutating func fillAgain(after earlier: [Fill]) -> Effect? {
        endStroke()
        guard running == nil, snapping == nil else { return .busy("something is running: another try once it has ended") }
        guard let chosen = choosable else { return noStages }
        guard chosen.stages[.detail] != nil else { return .message("there is another try of the detail stage only") }
        guard chosen.tries.count < Removal.mostTries else { return .message("there are \(Removal.mostTries) tries already: keep one") }
        if comparison != .tries { compare(.off) }
        paintWhatGoes()
        run(chosen.mask, .anotherTry)
        removal?.number = removals
        return .tryAgain(removal: removals, mask: chosen.mask, after: earlier)
    }

    mutating func take(anotherTry fill: Fill) -> Effect? {
        guard let chosen = choosable else { return nil }
        if chosen.tries.contains(where: { $0.patches == fill.patches }) {
            if let running { removal?.steering[chosen.attempt] = running.steering }
            return .message("no further fill was found: there is nothing else to copy")
        }
        let stroke = interruptStroke()
        running?.before = removal
        removal?.further.append(fill)
        if let running { removal?.steering.append(running.steering) }
        let entry = show(attempt: chosen.tries.count, usingUp: running?.usedEdges)
        running?.entry = entry
        resume(stroke)
        return .message("try \(chosen.tries.count + 1); undo brings the one before back")
    }

    /// Keeps one of the tries.
    mutating func choose(attempt: Int) -> Effect? {
        guard let chosen = choosable else { return noStages }
        guard chosen.tries.indices.contains(attempt) else { return .message("there are \(chosen.tries.count) tries") }
        compare(.off)
        if chosen.attempt != attempt || chosen.shown != .detail { show(attempt: attempt) }
        return nil
    }

    /// Puts a try in the place of what is there, so that it can be undone by itself, with the edges that it has used up.
    @discardableResult
    private mutating func show(attempt: Int, usingUp edges: Mask? = nil) -> Int? {
        guard let fill = removal?.tries[attempt] else { return nil }
        var pixels = PixelChange(fill)
        exchange(&pixels)
        let used = edges.map { [MarkKind.edges: useUp($0, of: .edges, since: history.past.count)] } ?? [:]
        let entry = history.record(.removal(pixels, used), as: "try \(attempt + 1)")
        removal?.views[entry] = Removal.View(stage: .detail, attempt: attempt)
        return entry
    }
}
