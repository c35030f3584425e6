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

    /// Whether something was kept out or drawn over a result since it came, which can be filled again with that.
    public var canFillAgain: Bool {
        guard isMaskEmpty, running == nil, keepOut != nil || edges != nil, let chosen = choosable, chosen.stages[.detail] != nil else { return false }
        let isKeptOut = keepOut != nil && chosen.steering[chosen.attempt].keepOutRevision != keepOutRevision
        return isKeptOut || edges?.boundingBox?.isNear(chosen.mask) == true
    }

    private mutating func start(_ mask: Mask) -> Effect? {
        run(mask, .removal)
        return .start(removal: removals, mask: mask)
    }

    /// A removal begins, under the number `removals`.
    mutating func run(_ mask: Mask, _ kind: RunningRemoval.Kind) {
        removals += 1
        let drawn = kind == .patch ? nil : edges
        var told = drawn
        // Another try is told what the one that is shown was told, too.
        if kind == .anotherTry, let chosen = choosable, let before = chosen.steering[chosen.attempt].edges {
            if told == nil { told = before } else { told?.formUnion(before) }
        }
        running = RunningRemoval(
            number: removals, mask: mask, pixelRevision: pixelRevision, start: history.past.last?.identifier, kind: kind,
            steering: Removal.Steering(edges: told, keepOutRevision: keepOutRevision), usedEdges: drawn?.strokes(at: mask))
    }

    /// What is marked besides goes once the removal that runs has ended.
    private mutating func queue(after running: RunningRemoval) -> Effect? {
        var more = mask
        if removal?.number != running.number { more.subtract(running.mask) }
        guard more.boundingBox != nil else { return .busy("a removal is running: mark more, and it goes next") }
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

extension Mask {
    /// The strokes that lie at a hole; those elsewhere wait for other marks. nil where there are none.
    fileprivate func strokes(at hole: Mask) -> Mask? {
        var mask = Mask(width: width, height: height)
        for stroke in regions() where stroke.bounds.isNear(hole) { mask.formUnion(stroke) }
        return mask.boundingBox == nil ? nil : mask
    }
}

extension Rectangle {
    /// Whether a stroke that it bounds may be for a hole: one that ends a little before the rim is.
    fileprivate func isNear(_ hole: Mask) -> Bool {
        hole.boundingBox.map { !intersection($0.inset(by: -max($0.width, $0.height) / 4)).isEmpty } ?? false
    }
}
