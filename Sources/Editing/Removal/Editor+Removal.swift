import Inpainting
import Masks
import Pixels

extension Editor {
    mutating func startRemoval() -> Effect? {
        endStroke()
        if let patching { return take(patching) }
        if comparison == .lines && foreseenLines == nil { return fillWithoutLines() }
        if snapping != nil {
            snapping?.removes = true
            return nil
        }
        if let running { return queue(after: running) }
        if isMaskEmpty { return nothingMarked(.removal) }
        compare(.off)
        // Who has kept out or drawn what there was to be goes on with the result.
        if painted != .removal { paint(.removal) }
        return start(mask)
    }

    private mutating func start(_ mask: Mask) -> Effect? {
        removals += 1
        running = RunningRemoval(number: removals, mask: mask, pixelRevision: pixelRevision, kind: .removal)
        return .start(removal: removals, mask: mask)
    }

    /// What is marked besides goes once the removal that runs has ended.
    private mutating func queue(after running: RunningRemoval) -> Effect? {
        var more = mask
        if removal?.number != running.number { more.subtract(running.mask) }
        guard more.boundingBox != nil else { return .message("a removal is running: mark more, and it goes next") }
        queued = more
        return nil
    }

    /// A removal has come to its end: what waits for it goes, as far as it is still marked.
    mutating func endRemoval(_ number: Int) -> Effect? {
        guard running?.number == number else { return nil }
        running = nil
        guard var next = queued else { return nil }
        queued = nil
        next.formIntersection(mask)
        return next.boundingBox == nil ? nil : start(next)
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
        if patching != nil {
            patching = nil
            return nil
        }
        if running != nil { return stopRunning() }
        if comparison == .off { lookBack() } else { compare(.off) }
        return nil
    }

    mutating func stopRunning() -> Effect? {
        defer { (running, queued) = (nil, nil) }
        return running.map { .stop(removal: $0.number) }
    }

    /// A stage has come: the first one uses up the mask, each takes the place of the one before it.
    mutating func takeStage(_ fill: Fill, of number: Int) -> Effect? {
        guard let running, running.number == number else { return nil }
        if running.kind == .anotherTry { return take(anotherTry: fill) }
        if removal?.number == number {
            removal?.stages[fill.stage] = fill
            if removal?.isChosen == false { replaceStage(with: fill) }
        } else {
            begin(running, with: fill)
        }
        return nil
    }

    private mutating func begin(_ running: RunningRemoval, with fill: Fill) {
        let stroke = interruptStroke()
        let before = mask
        marks[.removal]!.mask.subtract(running.mask)
        let area = running.mask.boundingBox ?? mask.bounds
        let difference = MaskChange(from: before, to: mask, in: area)
        updateMarks(in: area, of: .removal)
        var pixels = PixelChange(fill)
        exchange(&pixels)
        let entry = history.record(.removal(pixels, difference), as: running.kind.rawValue)
        removal = Removal(
            number: running.number, mask: running.mask, stages: [fill.stage: fill],
            views: [entry: Removal.View(stage: fill.stage, attempt: 0)], entry: entry)
        resume(stroke)
    }
}
