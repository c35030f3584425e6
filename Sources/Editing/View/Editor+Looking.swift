import Pixels

/// Going to what matters, and back.
extension Editor {
    /// Shows the photo as it was, or the result again, in the same view: what is compared is seen in one place.
    mutating func toggleOriginal() {
        guard comparison == .original else { return compare(.original) }
        endStroke()
        comparison = .off
    }

    /// Shows something else than the result alone, and first of all where it was made, where that is hard to see; or the result again, and
    /// the view from before.
    mutating func compare(_ new: Comparison) {
        endStroke()
        if new != .off { patching = nil }
        let before = comparison
        comparison = new
        if before == .off { beginLook() }
        // Before and after are seen in one view, from which there is one way back.
        if new == .off { if before == .original { lookBack() } else if before != .off { endLook() } }
        let seen = new == .lines && foreseenLines != nil ? mask.boundingBox : resultArea
        guard before == .off, new != .off, let area = seen, new == .tries || isHardToSee(area) else { return }
        look(at: area, share: new.hasPanes ? 0.7 / Double(paneColumns) : 0.5)
    }

    /// Begins to wipe, in the middle of the result where that is seen.
    mutating func wipe() {
        compare(.wipe(column: 0))
        let middle = resultArea.map { viewport.pixel(of: $0.middle).column } ?? -1
        moveWipe(to: (0..<viewport.width).contains(middle) ? middle : viewport.width / 2)
    }

    /// Goes nearer to the marks or, without any, to the latest result; from there back.
    mutating func toggleLook() -> Effect? {
        if isLooking {
            lookBack()
            return nil
        }
        guard let area = marks[.removal]!.mask.boundingBox ?? marks[painted]!.mask.boundingBox ?? resultArea else {
            return .message("nothing is marked, and nothing was removed yet")
        }
        look(at: area, share: 0.6)
        return nil
    }

    /// Where the latest result was made.
    var resultArea: Rectangle? {
        guard let index = history.latestRemoval, case .removal(let pixels, _) = history.past[index].change else { return nil }
        return pixels.areas.reduce(nil) { $0?.union($1) ?? $1 }
    }

    /// Whether it is small on the screen, or partly beyond it.
    private func isHardToSee(_ area: Rectangle) -> Bool {
        let width = Double(area.width) * viewport.scale / Double(viewport.width)
        let height = Double(area.height) * viewport.verticalScale / Double(viewport.height)
        let middle = viewport.pixel(of: area.middle)
        return max(width, height) < 0.25 || !(0..<viewport.width).contains(middle.column) || !(0..<viewport.height).contains(middle.row)
    }

    /// Whether the view was taken to look at something, and there is a way back.
    public var isLooking: Bool { look?.now.viewport == viewport }

    /// - Parameter largest: columns to a pixel of the photo that are not exceeded.
    mutating func look(at area: Rectangle, share: Double, largest: Double = .infinity) {
        let fitting = min(Double(viewport.width) / Double(area.width), Double(viewport.height) * viewport.aspect / Double(area.height))
        look(at: area.middle, scale: min(largest, share * fitting))
    }

    mutating func look(at place: Point, scale: Double) {
        let before = isLooking ? look!.before : (viewport, cursor), start = isLooking ? look!.start : nil
        viewport.show(place, scale: scale)
        bringCursorIntoView()
        look = Look(before: before, now: (viewport, cursor), start: start)
    }

    mutating func lookBack() {
        guard let look, isLooking else { return }
        go(backTo: look.before)
        self.look = nil
    }

    /// A comparison or a patch begins in this view.
    mutating func beginLook() {
        let start = isLooking ? look?.now : nil
        look?.start = start
    }

    /// The view comes back in which that began.
    mutating func endLook() {
        guard isLooking, let start = look?.start else { return lookBack() }
        go(backTo: start)
        look?.now = (viewport, cursor)
    }

    private mutating func go(backTo view: (viewport: Viewport, cursor: Point)) {
        viewport = view.viewport
        if cursor == look?.now.cursor { cursor = view.cursor }
    }
}
