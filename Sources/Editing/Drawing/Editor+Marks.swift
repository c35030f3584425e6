import Masks
import Pixels

extension Editor {
    /// Pixels of the photo by which marks grow at a time.
    var markStep: Int { max(1, Int(1 / viewport.scale)) }

    var nothingMarked: Effect { .message("nothing is marked: paint over what shall go") }

    mutating func changeMarks(_ change: (Mask) -> Mask) -> Effect? {
        if isMaskEmpty { return nothingMarked }
        replaceMask(change(mask))
        return nil
    }

    mutating func replaceMask(_ new: Mask) {
        endStroke()
        precondition(new.width == mask.width && new.height == mask.height)
        let before = mask
        mask = new
        // Outside of both masks' boxes nothing is marked and nothing changes.
        guard let area = [before.boundingBox, new.boundingBox].compactMap({ $0 }).reduce(nil, { $0?.union($1) ?? $1 }) else { return }
        refreshMask(area)
        record(MaskChange(from: before, to: mask, in: area))
    }

    /// Brings what is shown of the mask up to date.
    mutating func refreshMask(_ area: Rectangle) {
        revision += 1
        maskPyramid.update(Pyramid.Level(width: mask.width, height: mask.height, bytes: mask.bytes), in: area)
    }

    mutating func record(_ change: MaskChange) {
        guard !change.isEmpty else { return }
        history.record(.mask(change))
        hasUnsavedMask = true
    }
}
