import Masks
import Pixels

extension Editor {
    /// Pixels of the photo by which marks grow at a time.
    var markStep: Int { max(1, Int(1 / viewport.scale)) }

    func nothingMarked(_ kind: MarkKind) -> Effect {
        switch kind {
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

    mutating func replaceMask(_ new: Mask, as name: String) {
        endStroke()
        precondition(new.width == original.width && new.height == original.height)
        let before = paintedMask
        marks[painted]!.mask = new
        // Outside of both masks' boxes nothing is marked and nothing changes.
        guard let area = [before.boundingBox, new.boundingBox].compactMap({ $0 }).reduce(nil, { $0?.union($1) ?? $1 }) else { return }
        updateMarks(in: area, of: painted)
        record(MaskChange(from: before, to: new, in: area), as: name)
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
        marks[kind]!.update(in: area)
    }

    mutating func record(_ change: MaskChange, as name: String) {
        guard !change.isEmpty else { return }
        history.record(.marks(change, painted), as: name)
        marks[painted]!.isChanged = true
    }
}
