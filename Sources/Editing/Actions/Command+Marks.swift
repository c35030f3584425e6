import Masks

/// The marks as a whole, of the kind that is painted.
extension Command {
    public static let clear = Command { $0.changeMarks("clearing") { Mask(width: $0.width, height: $0.height) } }

    /// From now on tools paint marks of a kind, or again what is to be removed.
    public static func toggle(_ kind: MarkKind) -> Command { .change { $0.paint($0.painted == kind ? .removal : kind) } }

    public static let invert = change { editor in
        var inverted = editor.paintedMask
        inverted.invert()
        editor.replaceMask(inverted, as: "inverting")
    }

    /// The marks, by steps that can be seen on the screen; less than 0 shrinks.
    public static func grow(steps: Int) -> Command {
        Command { editor in
            let radius = steps * editor.markStep
            let name = radius < 0 ? "shrinking by \(-radius) px" : "growing by \(radius) px"
            return editor.changeMarks(name, saying: radius < 0 ? "shrunk by \(-radius) px" : "grown by \(radius) px") {
                radius < 0 ? $0.shrunk(by: -radius) : $0.grown(by: radius)
            }
        }
    }

    /// Softens the border of the marks more than it is, by steps as above.
    public static func feather(steps: Int) -> Command {
        Command { editor in
            let radius = editor.paintedMask.featherRadius + steps * editor.markStep
            return editor.changeMarks("feathering", saying: "the border is soft over \(radius) px") { $0.feathered(by: radius) }
        }
    }

    /// Of the marks what lies where something was removed; without any, all of that.
    public static let within = Command { $0.keepWithinHoles() }

    /// Any other mask of the photo's size in place of the present one.
    public static func replaceMask(_ mask: Mask) -> Command { .change { $0.replaceMask(mask, as: "loading marks", isExact: false) } }
    public static let noteSavedMask = change { $0.marks[$0.painted]!.isChanged = false }

    /// The marks become the object that they lie on; without any, the one around the cursor is marked; once more, one that holds more.
    public static let snap = Command { $0.startSnap() }

    /// The object under the marks as they were at a revision was found.
    public static func snapped(_ mask: Mask, revision: Int) -> Command { Command { $0.takeSnap(mask, of: revision) } }

    /// The object around a place was found when all was as at a revision, or there is none.
    public static func objectFound(_ mask: Mask?, revision: Int) -> Command { Command { $0.takeObject(mask, of: revision) } }
}
