import Inpainting
import Masks
import Pixels

/// The marked hole is filled from where the user moves its outline.
extension Editor {
    /// From where the hole would be filled; nil where none is being patched.
    public var patchMovement: Movement? { patching?.movement }
    /// Why it cannot be filled from there.
    public var patchObstacle: Movement.Obstacle? { patching?.obstacle }
    /// What the user is told of that.
    public var patchWarning: String? { patching?.warning }

    /// Begins, with the marks, or without any what was removed last, grown by so many pixels; or gives up.
    mutating func togglePatch(growth: Int) -> Effect? {
        endStroke()
        if patching != nil {
            endPatch()
            return nil
        }
        guard running == nil, snapping == nil else { return .busy("something is running: patch once it has ended") }
        let marked = isMaskEmpty ? choosable?.mask ?? mask : mask, hole = marked.grown(by: growth)
        guard let region = hole.region else { return nothingMarked(.removal) }
        compare(.off)
        var patching = Patching(hole, region, of: marked)
        patching.move(to: patching.likeliestMovement(in: layer, keepOut: keepOut) ?? patching.movement, keepOut: keepOut)
        self.patching = patching
        beginLook()
        showSource(of: patching)
        return nil
    }

    mutating func endPatch() {
        patching = nil
        endLook()
    }

    /// Looks at hole and source, from farther away where these are not seen as it is.
    private mutating func showSource(of patching: Patching) {
        var source = patching.region.bounds
        (source.x, source.y) = (source.x + patching.movement.x, source.y + patching.movement.y)
        guard !isInView(source) else { return }
        look(at: patching.region.bounds.union(source), share: 0.9, largest: viewport.scale)
    }

    /// By screen pixels, and at least one of the photo each. What would pass the hole on an axis stops beside it, level with it or upright.
    mutating func movePatch(columns: Int, rows: Int) {
        guard var next = patching?.movement else { return }
        func moved(_ place: Int, by screen: Int, _ scale: Double) -> Int {
            let next = place + Int((Double(screen) * max(1, 1 / scale)).rounded())
            return place.signum() * next.signum() < 0 ? 0 : next
        }
        next.x = moved(next.x, by: columns, viewport.scale)
        next.y = moved(next.y, by: rows, viewport.verticalScale)
        movePatch(to: next)
    }

    private mutating func movePatch(to next: Movement) {
        let keepOut = keepOut
        patching?.move(to: next, keepOut: keepOut)
    }

    mutating func dragPatch(to place: Point) {
        guard let patching, let grip = patching.grip else { return }
        var next = patching.movement
        next.x = grip.movement.x + Int((place.x - grip.place.x).rounded())
        next.y = grip.movement.y + Int((place.y - grip.place.y).rounded())
        movePatch(to: next)
    }

    mutating func resizePatch(_ steps: Int) {
        if let next = patching?.resized(steps) { movePatch(to: next) }
    }

    mutating func mirrorPatch() -> Effect? {
        guard var next = patching?.movement else { return .message("nothing is patched: there is no source to mirror") }
        next.isMirrored.toggle()
        movePatch(to: next)
        return nil
    }

    /// Fills the hole from where its source is.
    mutating func take(_ patching: Patching) -> Effect? {
        if let warning = patching.warning { return .message(warning) }
        endPatch()
        run(patching.marked, .patch)
        return .patch(removal: removals, hole: patching.hole.mask, patching.movement)
    }
}
