import Photo
import System
import Terminal

extension EditorSession {
    private func label(for purpose: Prompt.Purpose) -> String {
        switch purpose {
        case .saveAs: "save as: "
        case .loadMask: "load \(marksName) from: "
        case .saveMask: "save \(marksName) as: "
        }
    }

    /// Asks for a line of text.
    func ask(_ path: FilePath, _ purpose: Prompt.Purpose) {
        guard edited.editor != nil else { return }
        let earlier = typed[purpose] ?? []
        // What was typed in vain is not to be typed again.
        prompt = .text(
            label: label(for: purpose), field: TextField(failed == purpose ? earlier.last ?? path.escaped : path.escaped), purpose: purpose,
            earlier: earlier)
    }

    /// Does what a prompt has come to.
    func take(_ answer: Prompt.Answer) {
        switch answer {
        case .yes(let action): agree(to: action)
        case .no(let action): decline(action)
        case .third(let action): choose(action)
        case .text(let text, let purpose): submit(text, purpose)
        case .overwrite(let path, .saveMask): saveMask(to: path, replaces: true)
        case .overwrite(let path, _): save(to: path, replaces: true)
        case .anotherName(let path, let purpose): ask(path, purpose)
        case .nothing:
            saves.quits = false
            message = nil
        }
        catchUp()
    }

    private func agree(to action: Prompt.Confirmed) {
        message = nil
        switch action {
        case .recover(let work): recover(work)
        case .quit: ending = Ending(status: 0)
        case .replace(let path, _): save(to: path, replaces: true)
        case .replaceMarks(let path, _): saveMask(to: path, replaces: true)
        }
    }

    /// Neither yes nor no.
    private func choose(_ action: Prompt.Confirmed) {
        switch action {
        case .quit:
            saves.quits = true
            saveNext()
        case .replace(_, let next): save(to: next, replaces: false)
        case .replaceMarks(_, let next): saveMask(to: next, replaces: false)
        case .recover: ending = Ending(status: 0, keepsWork: true)
        }
    }

    private func decline(_ action: Prompt.Confirmed) {
        message = nil
        saves.quits = false
        switch action {
        case .recover:
            edited.recovery.drop()
            message = "what was left behind is discarded"
        case .replace: message = "not saved; \(keys.name(of: .saveAs)) saves under another name"
        case .replaceMarks: message = "marks not saved; \(keys.name(of: .saveMask)) takes another name"
        case .quit: break
        }
    }

    private func submit(_ text: String, _ purpose: Prompt.Purpose) {
        guard !text.isEmpty else { return }
        let path = FilePath(escaped: text)
        typed[purpose, default: []].append(text)
        failed = purpose
        message = nil
        if text.hasSuffix("/") { return askAgain(path, purpose, "\(path) is a folder; name a file in it") }
        switch purpose {
        case .saveAs where !path.kind.isEmpty && path.kind != photos.path.kind && Photo.format(named: path) == nil:
            askAgain(path, purpose, "\(path) has no extension of a picture: \(Photo.Format.list) are written")
        case .saveAs: save(to: path, replaces: false)
        case .loadMask: loadMask(from: path)
        case .saveMask: saveMask(to: path, replaces: false)
        }
    }

    /// What was typed stays, below what is wrong with it.
    private func askAgain(_ path: FilePath, _ purpose: Prompt.Purpose, _ reason: String) {
        message = reason
        ask(path, purpose)
    }
}
