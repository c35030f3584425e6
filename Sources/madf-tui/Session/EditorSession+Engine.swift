import Editing
import Inpainting

/// What the engine tells becomes commands of the editor.
extension EditorSession {
    func handle(_ event: EngineEvent) {
        switch event {
        case .ready(let inpainter):
            engine.take(inpainter, for: edited.editor)
        case .failed(let reason):
            if engine.giveUp(reason), let removal = edited.editor?.running?.number { perform(.removalEnded(removal: removal)) }
            message = reason
        case .progress(let removal, let share, let phase):
            if isRunning(removal) { engine.note(share, phase) }
        case .copied(let removal, let picture, let layer):
            perform(.copied(removal: removal, picture, layer))
        case .stage(let removal, let fill):
            perform(.stageArrived(removal: removal, fill))
        case .ended(let removal, let isEverythingMarked):
            if isRunning(removal) {
                engine.noteEnd()
                if screen.seconds - removalStart >= EditorSession.longSeconds { screen.notify(options.notice, "\(photos.name): removed") }
                if isEverythingMarked { sayEverythingIsMarked() }
            }
            perform(.removalEnded(removal: removal))
        case .snapped(let mask, let revision, let generation):
            if generation == edited.generation { perform(.snapped(mask, revision: revision)) }
        }
    }

    /// Seconds of a removal after which one may have turned to something else.
    private static let longSeconds = 10.0

    private func isRunning(_ removal: Int) -> Bool { edited.editor?.running?.number == removal }

    private func sayEverythingIsMarked() {
        guard let editor = edited.editor, editor.mask.bytes.contains(0) else {
            return message = "all of the photo is marked: leave some of it to fill from"
        }
        let grow = options.fill.growth(on: editor.original)
        message = "the marks, grown by \(grow) pixels, are all of the photo: leave more of it, or start with a smaller --grow"
    }
}
