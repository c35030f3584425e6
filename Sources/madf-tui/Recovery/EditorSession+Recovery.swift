import Glibc
import Workers

/// Unsaved work is written down when nothing happens for a moment, and at ends by signal.
extension EditorSession {
    /// Seconds without an event after which unsaved work is written.
    private static let quietSeconds = 1.0
    /// Seconds for which it stays unwritten at most, however busy the user is.
    private static let mostUnwrittenSeconds = 10.0

    /// Takes the lock of the photo and looks for what an earlier session has left.
    func claimPhoto() {
        guard let folder = stateFolder else { return sayWorkIsNotKept() }
        lock = PhotoLock(path: folder.file(for: path, ".lock"))
        guard lock != nil else {
            recovery = nil
            message = "\(fileName) is open in another madf-tui: whoever saves last wins"
            return
        }
        recovery = RecoveryFile(path: folder.file(for: path, ".recovery"))
        if recovery!.exists {
            prompt = .confirm(question: "unsaved work on \(fileName) was left behind; take it up again?", action: .recover)
        }
    }

    func recover() {
        guard let editor, let recovery else { return }
        guard let (mask, result, place) = recovery.read(for: editor.original) else {
            message = "what was left behind is not of this photo, or damaged; it was dropped"
            return recovery.remove()
        }
        perform(.recover(mask, result, place))
        message = "taken up where it was left"
    }

    /// Whether there is work that is neither saved nor written down.
    var needsRecoveryWrite: Bool {
        guard recovery != nil, let editor, editor.hasUnsavedResult || editor.hasUnsavedMarks else { return false }
        return recovered.map { $0 != (editor.revision, editor.workPlace) } ?? true
    }

    /// Seconds without an event, from `now` on, after which unsaved work is to be written; nil when there is none.
    func quietSeconds(from now: Double) -> Double? {
        guard needsRecoveryWrite else {
            unwrittenSince = nil
            return nil
        }
        let since = unwrittenSince ?? now
        unwrittenSince = since
        return max(0, min(EditorSession.quietSeconds, since + EditorSession.mostUnwrittenSeconds - now))
    }

    func writeRecovery(inBackground: Bool) {
        guard needsRecoveryWrite, let editor, let recovery else { return }
        recovered = (editor.revision, editor.workPlace)
        unwrittenSince = nil
        // Nothing more of the editor: what the writing holds must be copied by the key that changes it.
        let mask = editor.mask, original = editor.original, current = editor.current, place = editor.workPlace
        let ticket = recovery.ticket()
        if inBackground {
            let mailbox = mailbox
            Thread.detach {
                if !recovery.write(ticket, mask: mask, original: original, current: current, place: place) { mailbox.send(.failedToKeepWork) }
            }
        } else {
            recovery.write(ticket, mask: mask, original: original, current: current, place: place)
        }
    }

    /// Says, once a session, that unsaved work would not outlive the program.
    func sayWorkIsNotKept() {
        guard !saidWorkIsNotKept else { return }
        saidWorkIsNotKept = true
        message = "cannot write to \(StateFolder.name): unsaved work would not outlive a crash"
    }

    /// Nothing unsaved is left: nothing shall be offered the next time.
    func dropRecovery() {
        recovery?.remove()
        recovered = nil
    }
}
