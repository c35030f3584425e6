import Inpainting
import Masks
import Pixels

extension Editor {
    mutating func startRemoval() -> Effect? {
        endStroke()
        pointerErases = false
        if let patching { return take(patching) }
        if comparison == .lines && foreseenLines == nil { return fillWithoutLines() }
        if snapping != nil {
            snapping?.removes = true
            return nil
        }
        if let running { return queue(after: running) }
        if isMaskEmpty { return canFillAgain ? fillAgainAsShown() : nothingMarked(.removal) }
        compare(.off)
        paintWhatGoes()
        return start(mask)
    }

    /// Who has kept out or drawn what there was to be goes on with the result.
    mutating func paintWhatGoes() { if painted != .removal { paint(.removal) } }

    /// Whether something was kept out or drawn over a result, which can be filled again with that.
    public var canFillAgain: Bool {
        isMaskEmpty && running == nil && painted != .removal && marks[painted]?.isEmpty == false && choosable?.stages[.detail] != nil
    }

    private mutating func start(_ mask: Mask) -> Effect? {
        run(mask, .removal)
        return .start(removal: removals, mask: mask)
    }

    /// A removal begins, under the number `removals`.
    mutating func run(_ mask: Mask, _ kind: RunningRemoval.Kind) {
        removals += 1
        running = RunningRemoval(
            number: removals, mask: mask, pixelRevision: pixelRevision, start: history.past.last?.identifier, kind: kind)
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
        if pointerErases {
            pointerErases = false
            return nil
        }
        if snapping != nil { return stopSnap() }
        if patching != nil {
            endPatch()
            return nil
        }
        if running != nil { return stopRunning() }
        if comparison == .off { lookBack() } else { compare(.off) }
        return nil
    }

    /// Photo and marks are as if the removal that runs had not begun.
    mutating func stopRunning() -> Effect? {
        guard let running else { return nil }
        (self.running, queued) = (nil, nil)
        takeBack(running)
        return .stop(removal: running.number)
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
}
