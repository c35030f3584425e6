import Inpainting
import Pixels

extension Editor {
    /// The latest removal whose stages can be chosen: it stands, and no later one lies over it.
    public var choosable: Removal? {
        guard let latest, let index = history.latestRemoval, history.past[index].identifier == latest.entry else { return nil }
        return latest
    }

    var resultIdentity: ResultIdentity? {
        history.latestRemoval.map { index in
            let entry = history.past[index].identifier
            return ResultIdentity(entry: entry, stage: latest?.entry == entry ? latest?.shown : nil)
        }
    }

    mutating func startRemoval() -> Effect? {
        endStroke()
        if running != nil { return .message("a removal is running; Escape cancels it") }
        if snapping != nil {
            snapping?.removes = true
            return nil
        }
        if isMaskEmpty { return nothingMarked }
        comparison = .off
        removals += 1
        running = Removal(number: removals, mask: mask, pixelRevision: pixelRevision)
        return .start(removal: removals, mask: mask)
    }

    /// Takes equal copies in place of the picture that the engine reads: a stage then changes them where they are, and no
    /// key waits for the copying of a large photo.
    mutating func takeCopies(_ picture: Raster, _ layer: Layer, of number: Int) {
        guard let running, running.number == number, running.pixelRevision == pixelRevision else { return }
        current = picture
        self.layer = layer
        if isDirect { self.layer.picture = picture }
    }

    mutating func cancel() -> Effect? {
        if stroke != nil {
            if stroke?.tool.isShape == true { abandonStroke() } else { endStroke() }
            return nil
        }
        if snapping != nil { return stopSnap() }
        if running != nil { return stopRunning() }
        comparison = .off
        return nil
    }

    mutating func stopRunning() -> Effect? {
        running = nil
        return .stop
    }

    /// A stage has come: the first one uses up the mask, each takes the place of the one before it.
    mutating func takeStage(_ fill: Fill, of number: Int) {
        guard var removal = running, removal.number == number else { return }
        removal.stages[fill.stage] = fill
        if removal.entry == nil {
            endStroke()
            let before = mask
            let area = removal.mask.boundingBox ?? mask.bounds
            for row in area.y..<area.bottom {
                for index in (row * mask.width + area.x)..<(row * mask.width + area.right)
                where removal.mask.bytes[index] != 0 { mask.bytes[index] = 0 }
            }
            let difference = MaskChange(from: before, to: mask, in: area)
            refreshMask(area)
            var pixels = PixelChange(fill)
            exchange(&pixels)
            removal.entry = history.record(.removal(pixels, difference))
            removal.shown = fill.stage
            latest = removal
        } else {
            removal.shown = latest?.shown
            removal.isChosen = latest?.isChosen ?? false
            latest = removal
            if !removal.isChosen { replaceStage(with: fill) }
        }
        running = latest
    }

    mutating func endRemoval(_ number: Int) {
        if running?.number == number { running = nil }
    }

    var nothingMarked: Effect { .message("nothing is marked: paint over what shall go") }

    /// Why there are no stages to choose from.
    var noStages: Effect { .message(hasResult ? "this result came without its stages" : "nothing was removed yet") }

    mutating func show(_ stage: FillStage) -> Effect? {
        guard let removal = choosable else { return noStages }
        guard let fill = removal.stages[stage] else { return .message("the \(stage.rawValue) stage is not there") }
        latest?.beforeChoice = (removal.shown, removal.isChosen)
        latest?.isChosen = true
        comparison = .off
        replaceStage(with: fill)
        return nil
    }

    /// The stage was not meant to be chosen: shows what was shown before, or the latest that has come since.
    mutating func takeBackChoice() {
        guard let removal = choosable, let before = removal.beforeChoice else { return }
        latest?.beforeChoice = nil
        latest?.isChosen = before.isChosen
        let stage = before.isChosen ? before.shown : removal.stages.keys.max()
        if let fill = stage.flatMap({ removal.stages[$0] }) { replaceStage(with: fill) }
    }

    private mutating func replaceStage(with fill: Fill) {
        guard let index = history.latestRemoval, history.past[index].identifier == latest?.entry,
            case .removal(var pixels, let difference) = history.past[index].change else { return }
        put(&pixels)
        let before = pixels.areas
        pixels = PixelChange(fill)
        put(&pixels)
        // Stages mostly lie in the same place, which is then shown anew only once.
        refresh(before == pixels.areas.reversed() ? before : before + pixels.areas)
        history.past[index].change = .removal(pixels, difference)
        latest?.shown = fill.stage
    }
}
