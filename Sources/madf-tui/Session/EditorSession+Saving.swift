import Masks
import Photo
import Workers

extension EditorSession {
    /// Where `s` saves: what `--output` says, or `NAME-removed.EXT` beside the photo.
    var outputPath: String {
        if let output = options.output { return output }
        return options.replacesSource ? path : PhotoPath(path).removed
    }

    /// Where marks are saved unless another name is given.
    var maskPath: String { PhotoPath(path).stem + "-mask.png" }

    func save() {
        guard let editor else { return }
        guard editor.hasResult else {
            guard editor.running == nil else { return message = "the first stage has not come yet; save again in a moment" }
            return message = "nothing was removed yet: "
                + (editor.isMaskEmpty ? "paint over what shall go, then Enter" : "Enter removes what is marked")
        }
        save(to: outputPath, replaces: options.replaces)
    }

    /// Saves what is shown; `replaces` allows to write over a file that this session has not made.
    func save(to target: String, replaces: Bool) {
        guard let editor, let photo else { return }
        guard !isSaving else { return message = "the last save goes on; save again when it is done" }
        perform(.release)
        isSaving = true
        message = nil
        perform(.noteSavedResult)
        let policy: ReplacePolicy = target == path && options.replacesSource ? .source
            : replaces || savedPaths.contains(target) ? .otherFiles : .never
        let result = editor.current, original = editor.original, mailbox = mailbox
        Thread.detach {
            do throws(PhotoError) {
                let report = try photo.save(result, changed: Mask(where: result, differsFrom: original).bytes, to: target, replacing: policy)
                mailbox.send(.saved(path: target, report: report.description))
            } catch {
                let exists = if case .exists = error { true } else { false }
                mailbox.send(.failedToSave(path: target, reason: "\(error)", exists: exists))
            }
        }
    }
}

extension EditorSession {
    func loadMask(from path: String) {
        guard let editor else { return }
        do {
            perform(.replaceMask(try Mask(path: path, for: editor.original, at: self.path)))
            perform(.noteSavedMask)
        } catch {
            message = "\(error)"
        }
    }

    /// Saves the marks, never over the photo; `replaces` allows to write over a file that no marks of this session are in.
    func saveMask(to path: String, replaces: Bool) {
        guard let editor, let photo else { return }
        let policy: ReplacePolicy = replaces || savedMarks.contains(path) ? .otherFiles : .never
        do throws(PhotoError) {
            try editor.mask.picture.writePNG(to: path, replacing: policy, of: photo)
            savedMarks.insert(path)
            perform(.noteSavedMask)
            message = "marks saved as \(path)"
        } catch {
            switch error {
            case .exists: prompt = .confirm(question: "\(path) exists; replace it?", action: .replaceMarks(path: path))
            case .isSource: message = "\(path) is the photo itself; \(keyName(.saveMask)) saves the marks under another name"
            default: message = "\(error)"
            }
        }
    }
}
