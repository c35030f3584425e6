import Masks
import Pixels

extension Command {
    public static let clear = Command { $0.changeMarks { Mask(width: $0.width, height: $0.height) } }

    public static let invert = change { editor in
        var inverted = editor.mask
        inverted.invert()
        editor.replaceMask(inverted)
    }

    /// The marks, by steps that can be seen on the screen; less than 0 shrinks.
    public static func grow(steps: Int) -> Command {
        Command { editor in
            let radius = steps * editor.markStep
            return editor.changeMarks { radius < 0 ? $0.shrunk(by: -radius) : $0.grown(by: radius) }
        }
    }

    /// Softens the border of the marks, by steps as above.
    public static func feather(steps: Int) -> Command {
        Command { editor in
            let radius = steps * editor.markStep
            return editor.changeMarks { $0.feathered(by: radius) }
        }
    }

    /// Any other mask of the photo's size in place of the present one.
    public static func replaceMask(_ mask: Mask) -> Command { .change { $0.replaceMask(mask) } }
    public static let noteSavedMask = change { $0.hasUnsavedMask = false }
}

extension Editor {
    /// Pixels of the photo by which marks grow at a time.
    fileprivate var markStep: Int { max(1, Int(1 / viewport.scale)) }

    var nothingMarked: Effect { .message("nothing is marked: paint over what shall go") }

    fileprivate mutating func changeMarks(_ change: (Mask) -> Mask) -> Effect? {
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
