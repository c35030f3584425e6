import Editing
import Inpainting

/// What the engine tells becomes commands of the editor.
extension EditorSession {
    func handle(_ event: EngineEvent) {
        switch event {
        case .ready(let inpainter):
            engine.take(inpainter)
        case .failed(let reason):
            for removal in engine.giveUp(reason) { perform(.removalEnded(removal: removal), onRemoval: removal) }
            message = reason
        case .progress(let removal, let share, let phase):
            engine.note(removal, share, phase)
        case .copied(let removal, let picture, let layer):
            perform(.copied(removal: removal, picture, layer), onRemoval: removal)
        case .stage(let removal, let fill):
            perform(.stageArrived(removal: removal, fill), onRemoval: removal)
        case .ended(let removal, let isEverythingMarked):
            if let progress = engine.noteEnd(removal) {
                if screen.seconds - progress.start >= EditorSession.longSeconds { screen.notify(options.notice, "removed from \(name(removal))") }
                if isEverythingMarked, edited.editor?.running?.number == removal { sayEverythingIsMarked() }
            }
            perform(.removalEnded(removal: removal), onRemoval: removal)
        case .snapped(let mask, let revision, let generation):
            perform(.snapped(mask, revision: revision), on: generation)
        case .objectFound(let mask, let revision, let generation):
            perform(.objectFound(mask, revision: revision), on: generation)
        case .linesFound(let lines, let revision, let generation):
            perform(.linesFound(lines, revision: revision), on: generation)
        }
    }

    /// Seconds of a removal after which one may have turned to something else.
    private static let longSeconds = 10.0

    private func perform(_ command: Command, onRemoval number: Int) { perform(command, on: EditedPhoto.generation(ofRemoval: number)) }

    /// The photo that something is removed from.
    private func name(_ removal: Int) -> String {
        let photo = kept[generation: EditedPhoto.generation(ofRemoval: removal)] ?? edited
        return photos.paths[photo.index].shownName
    }

    /// What goes on on a photo that is not seen, and how far it is.
    var elsewhere: String? {
        let others = engine.progress.filter { $0.key != edited.editor?.running?.number }
        guard let (removal, progress) = others.min(by: { $0.value.start < $1.value.start }) else { return nil }
        return "\(name(removal)) \(Int(100 * progress.share))%"
    }

    private func sayEverythingIsMarked() {
        guard let editor = edited.editor, editor.mask.bytes.contains(0) else {
            return message = "all of the photo is marked: leave some of it to fill from"
        }
        let grow = options.fill.growth(on: editor.original)
        message = "the marks, grown by \(grow) pixels, are all of the photo: leave more of it, or start with a smaller --grow"
    }
}
