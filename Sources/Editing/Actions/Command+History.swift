import Masks
import Pixels

/// What was done before, in this session or an earlier one.
extension Command {
    public static let undo = Command { $0.undo() }
    public static let redo = Command { $0.redo() }

    /// Marks and a picture that an earlier session left, and where it was.
    public static func recover(_ marks: [MarkKind: Mask], _ result: Raster, _ place: WorkPlace) -> Command {
        .change { $0.recover(marks, result, at: place) }
    }
}
