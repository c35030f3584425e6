import Inpainting

extension Editor {
    /// The latest removal whose stages can be chosen: it stands, and no later one lies over it.
    public var choosable: Removal? {
        guard var removal, let index = history.latestRemoval else { return nil }
        removal.entry = history.past[index].identifier
        return removal.views[removal.entry] == nil ? nil : removal
    }

    var resultIdentity: ResultIdentity? {
        history.latestRemoval.map { index in
            let entry = history.past[index].identifier
            return ResultIdentity(entry: entry, stage: removal?.views[entry]?.stage)
        }
    }

    /// Why there are no stages to choose from.
    var noStages: Effect {
        guard hasResult else { return .message("nothing was removed yet") }
        let isCovered = history.past.contains { removal?.views[$0.identifier] != nil }
        return .message(isCovered ? "the result was changed since: undo that first" : "this result came without its stages; & marks its hole again")
    }

    mutating func show(_ stage: FillStage) -> Effect? {
        guard let chosen = choosable else { return noStages }
        guard let fill = chosen.fill(of: stage) else { return .message("the \(stage.rawValue) stage is not there") }
        removal?.beforeChoice = (chosen.shown, chosen.isChosen, viewport)
        removal?.isChosen = true
        compare(.off)
        replaceStage(with: fill)
        return .message("the \(stage.rawValue) stage is kept: a save holds what is shown")
    }

    /// The stage was not meant to be chosen: shows what was shown before, or the latest that has come since.
    mutating func takeBackChoice() -> Effect? {
        guard let chosen = choosable, let before = chosen.beforeChoice else { return nil }
        removal?.beforeChoice = nil
        removal?.isChosen = before.isChosen
        // A 0 behind it has shown the whole photo.
        if viewport.isFit, !before.view.isFit { viewport.show(before.view.center, scale: before.view.scale) }
        let stage = before.isChosen ? before.shown : chosen.stages.keys.max()
        if let fill = stage.flatMap(chosen.fill) { replaceStage(with: fill) }
        return stage.map { .message("a number; the \($0.rawValue) stage \($0 == before.shown ? "is back" : "has come meanwhile")") }
    }

    mutating func replaceStage(with fill: Fill) {
        guard let entry = choosable?.entry, let index = history.latestRemoval,
            case .removal(var pixels, let used) = history.past[index].change
        else { return }
        put(&pixels)
        let before = pixels.areas
        pixels = PixelChange(fill)
        put(&pixels)
        // Stages mostly lie in the same place, which is then shown anew only once.
        refresh(before == pixels.areas.reversed() ? before : before + pixels.areas)
        history.past[index].change = .removal(pixels, used)
        removal?.views[entry]!.stage = fill.stage
    }
}
