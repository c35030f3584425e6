import Masks
import Photo
import System
import Workers

extension EditorSession {
    /// Where `s` saves: what the options say, or `NAME-removed.EXT` beside the photo.
    var outputPath: FilePath { result(of: photos.path, edited.photo?.format) }

    /// The same for any photo of that format.
    func result(of photo: FilePath, _ format: Photo.Format?) -> FilePath {
        if let output = options.output { return output }
        if options.replacesSource { return photo }
        if let folder = options.outputFolder, let name = photo.lastComponent { return folder.appending(name).holding(format?.result) }
        return photo.removed(as: format?.result, suffix: options.suffix)
    }

    func save() {
        guard let editor = edited.editor else { return }
        guard editor.hasResult else {
            guard editor.running == nil else { return say("the first stage has not come yet; save again in a moment") { $0.hasResult } }
            return message =
                "nothing was removed yet: "
                + (editor.isMaskEmpty ? "paint over what shall go, then Enter" : "Enter removes what is marked")
        }
        save(to: outputPath, replaces: options.replaces)
    }

    /// Saves what is shown; `replaces` allows to write over a file that this session has not made, or that was changed since.
    func save(to target: FilePath, replaces: Bool) {
        guard let photo = edited.photo else { return }
        guard !saves.isRunning else { return message = "the last save goes on; save again when it is done" }
        perform(.release)
        saves.isRunning = true
        message = nil
        perform(.noteSavedResult)
        guard let editor = edited.editor else { return }
        saves.stage = editor.choosable.flatMap { chosen in chosen.stages.keys.max().flatMap { chosen.shown < $0 ? chosen.shown : nil } }
        let policy = policy(for: target, replaces: replaces)
        // A name that the user has given says what format is wanted; one that was made does not.
        let format = options.output == nil && target == outputPath ? options.replacesSource ? photo.format : photo.format.result : nil
        let result = editor.current, original = editor.original, mailbox = mailbox, options = options
        Thread.detach {
            do throws(PhotoError) {
                let changed = Mask(where: result, differsFrom: original).bytes
                let written = try photo.write(
                    result, changed: changed, for: target, replacing: policy, as: format, options.save)
                let version = try written.version
                mailbox.send(.saved(report: try written.place(), version))
            } catch {
                mailbox.send(.failedToSave(error))
            }
        }
    }

    private func policy(for target: FilePath, replaces: Bool) -> ReplacePolicy {
        let isSource = target == photos.path && options.replacesSource
        if replaces { return isSource ? .source : .otherFiles }
        let own = saves.results[target].flatMap { $0.photo == edited.index ? $0.version : nil }
        let known = own ?? (isSource ? edited.photo?.version : nil)
        return known.map { .known($0) } ?? .never
    }

    func noteSaved(_ report: SaveReport, _ version: FileVersion) {
        saves.isRunning = false
        saves.results[report.path] = (edited.index, version)
        if !saves.paths.contains(report.path) { saves.paths.append(report.path) }
        failed = nil
        let stage = saves.stage.map { " It is the \($0.rawValue) stage, as it is shown." } ?? ""
        let format = report.path.kind.isEmpty ? edited.photo.map { " It is a \($0.format.name)." } ?? "" : ""
        message = report.description + format + stage + (edited.editor?.running == nil ? "" : " Finer stages still come: save again then.")
        if let editor = edited.editor, !editor.isUnsaved { edited.recovery.drop() }
        if saves.quits { saveNext() }
    }

    /// Saves the results that are not, one photo after the other, and ends the program then. Marks that wait for their removal cannot be saved
    /// so: they are kept for the next time.
    func saveNext() {
        if edited.editor?.hasUnsavedResult != true {
            guard let next = kept.unsavedResult else { return ending = Ending(status: 0, keepsWork: true) }
            open(next)
            // Where it must be read first, it is saved then.
            guard edited.editor != nil else { return }
        }
        save()
        saves.quits = saves.isRunning
    }

    func noteNotSaved(_ error: PhotoError) {
        saves.isRunning = false
        perform(.noteUnsavedResult)
        switch error {
        case .exists(let path):
            prompt = .confirm(question: "\(path) exists; replace it?", action: .replace(path: path, next: path.nextFree))
        case .changed(let path): prompt = .changed(path: path, .saveAs)
        default:
            saves.quits = false
            message = "\(error)"
        }
    }
}
