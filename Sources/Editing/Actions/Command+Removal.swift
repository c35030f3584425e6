import Inpainting
import Pixels

/// Removals and their stages, and what the engine and the disk tell of them.
extension Command {
    public static let remove = Command { $0.startRemoval() }
    public static let cancel = Command { $0.cancel() }

    /// Equal copies of the picture and of what shows it, made for the removal.
    public static func copied(removal: Int, _ picture: Raster, _ layer: Layer) -> Command {
        .change { $0.takeCopies(picture, layer, of: removal) }
    }

    public static func stageArrived(removal: Int, _ fill: Fill) -> Command { Command { $0.takeStage(fill, of: removal) } }

    public static func removalEnded(removal: Int) -> Command { Command { $0.endRemoval(removal) } }

    public static func show(_ stage: FillStage) -> Command { Command { $0.show(stage) } }
    /// Fills the hole of the latest removal once more.
    public static let tryAgain = Command { $0.tryAgain() }
    /// Keeps one of the tries, by its index.
    public static func choose(attempt: Int) -> Command { Command { $0.choose(attempt: attempt) } }
    /// The lines that the fill has found or, where something is marked, would find; or the picture alone again.
    public static let toggleLines = Command { $0.toggleLines() }
    /// The lines were found that a fill of the marks, as they were at a revision, would follow.
    public static func linesFound(_ lines: [FoundLine], revision: Int) -> Command { Command { $0.takeLines(lines, of: revision) } }
    /// Has fills to come not follow one of these, by its index, or follow it again.
    public static func toggleLine(_ index: Int) -> Command { Command { $0.toggleLine(index) } }
    /// The stage was chosen by mistake.
    public static let takeBackChoice = Command { $0.takeBackChoice() }
    /// Saving has begun.
    public static let noteSavedResult = change { editor in
        editor.savedBefore = editor.savedResult
        editor.savedResult = editor.resultIdentity
        // They were a means to it.
        for kind in [MarkKind.keepOut, .edges] { editor.marks[kind]?.isChanged = false }
    }
    /// Saving has failed.
    public static let noteUnsavedResult = change { $0.savedResult = $0.savedBefore }
}
