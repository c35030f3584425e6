import Masks
import Photo
import System
import Workers

extension EditorSession {
    /// Where `s` saves: what `--output` says, or `NAME-removed.EXT` beside the photo.
    var outputPath: FilePath {
        if let output = options.output { return output }
        return options.replacesSource ? photos.path : photos.path.removed
    }

    func save() {
        guard let editor = edited.editor else { return }
        guard editor.hasResult else {
            guard editor.running == nil else { return message = "the first stage has not come yet; save again in a moment" }
            return message =
                "nothing was removed yet: "
                + (editor.isMaskEmpty ? "paint over what shall go, then Enter" : "Enter removes what is marked")
        }
        save(to: outputPath, replaces: options.replaces)
    }

    /// Saves what is shown; `replaces` allows to write over a file that this session has not made.
    func save(to target: FilePath, replaces: Bool) {
        guard let photo = edited.photo else { return }
        guard !saves.isRunning else { return message = "the last save goes on; save again when it is done" }
        perform(.release)
        saves.isRunning = true
        message = nil
        perform(.noteSavedResult)
        guard let editor = edited.editor else { return }
        let policy: ReplacePolicy =
            target == photos.path && options.replacesSource
            ? .source
            : replaces || saves.results.contains(target) ? .otherFiles : .never
        let result = editor.current, original = editor.original, mailbox = mailbox, keepsFaces = options.keepsFaces
        Thread.detach {
            do throws(PhotoError) {
                let changed = Mask(where: result, differsFrom: original).bytes
                let report = try photo.save(result, changed: changed, to: target, replacing: policy, keepsFaces: keepsFaces)
                mailbox.send(.saved(path: target, report: report.description))
            } catch {
                let exists = if case .exists = error { true } else { false }
                mailbox.send(.failedToSave(path: target, reason: "\(error)", exists: exists))
            }
        }
    }

    func noteSaved(_ path: FilePath, _ report: String) {
        saves.isRunning = false
        saves.results.insert(path)
        message = edited.editor?.running == nil ? report : report + " Finer stages still come: save again then."
        if let editor = edited.editor, !editor.hasUnsavedResult, !editor.hasUnsavedMarks { recovery.drop() }
        if saves.quits { ending = Ending(status: 0) }
    }

    func noteNotSaved(_ path: FilePath, _ reason: String, exists: Bool) {
        saves.isRunning = false
        saves.quits = false
        perform(.noteUnsavedResult)
        message = reason
        if exists { prompt = .confirm(question: "\(path) exists; replace it?", action: .replace(path: path)) }
    }
}
