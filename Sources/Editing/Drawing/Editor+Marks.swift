import Masks
import Pixels

extension Editor {
    /// Pixels of the photo by which marks grow at a time.
    var markStep: Int { max(1, Int(1 / viewport.scale)) }

    func nothingMarked(_ kind: MarkKind) -> Effect {
        switch kind {
        case .removal where painted != .removal && choosable != nil: .message("nothing is marked: paint here, and Enter fills again with it")
        case .removal where painted != .removal: .message("nothing is marked to be removed: go back to what goes")
        case .removal: .message("nothing is marked: paint over what shall go")
        case .keepOut: .message("nothing is kept out: paint over what shall not be copied")
        case .edges: .message("no edges are drawn: draw where one goes on through what shall go")
        }
    }

    /// Does something called `name` to all marks, and says `words` of it.
    mutating func changeMarks(_ name: String, saying words: String? = nil, _ change: (Mask) -> Mask) -> Effect? {
        if marks[painted]!.isEmpty { return nothingMarked(painted) }
        replaceMask(change(paintedMask), as: name)
        return words.map { .message($0) }
    }

    /// Of the marks what lies where the result differs from the photo, with the spots that are as they were by chance; without any, all of that.
    mutating func keepWithinHoles() -> Effect? {
        guard hasResult else { return .message("nothing was removed yet") }
        endStroke()
        var kept = Mask(where: current, differsFrom: original)
        if !marks[painted]!.isEmpty { kept.formIntersection(paintedMask) }
        guard kept.boundingBox != nil else { return .message("nothing was removed where the marks are") }
        replaceMask(kept, as: "marking within what was removed", isExact: false)
        return nil
    }

    /// - Parameter isExact: whether spots that the new marks enclose are meant, however small.
    mutating func replaceMask(_ new: Mask, as name: String, isExact: Bool = true) {
        endStroke()
        precondition(new.width == original.width && new.height == original.height)
        let before = paintedMask
        marks[painted]!.mask = new
        // Outside of both masks' boxes nothing is marked and nothing changes.
        guard let area = [before.boundingBox, new.boundingBox].compactMap({ $0 }).reduce(nil, { $0?.union($1) ?? $1 }) else { return }
        updateMarks(in: area, of: painted)
        if !isExact { markIslands(around: area, since: before) }
        record(MaskChange(from: before, to: paintedMask, in: area), as: name)
    }

    /// Marks what a change somewhere since `before` has missed of an object to be removed; the rectangle outside of which nothing else is marked.
    /// What the user erases of marks, or has enclosed before, is left.
    @discardableResult
    mutating func markIslands(around change: Rectangle, since before: Mask) -> Rectangle {
        guard painted == .removal, !keepsIslands else { return Rectangle(x: 0, y: 0, width: 0, height: 0) }
        let islands = mask.islands(around: change, since: before, except: keepOut)
        for island in islands {
            marks[.removal]!.mask.formUnion(island)
            updateMarks(in: island.bounds, of: .removal)
        }
        return islands.reduce(Rectangle(x: 0, y: 0, width: 0, height: 0)) { $0.union($1.bounds) }
    }

    /// Has the tools paint marks of a kind.
    mutating func paint(_ kind: MarkKind) {
        endStroke()
        painted = kind
        revision += 1
        if marks[kind] == nil { marks[kind] = Marks(width: original.width, height: original.height) }
    }

    /// Brings what is shown of marks up to date.
    mutating func updateMarks(in area: Rectangle, of kind: MarkKind) {
        revision += 1
        if kind == .keepOut { keepOutRevision += 1 }
        forgetForeseenLines()
        marks[kind]!.update(in: area)
    }

    mutating func record(_ change: MaskChange, as name: String) {
        guard !change.isEmpty else { return }
        let kind = [MarkKind.keepOut: " (keep out)", .edges: " (edges)"][painted] ?? ""
        history.record(.marks(change, painted), as: name + kind)
        marks[painted]!.isChanged = true
    }
}
