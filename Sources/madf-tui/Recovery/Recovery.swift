import Editing
import Masks
import Pixels
import System
import Workers

/// When unsaved work on the photo is written down, and what is: when nothing happens for a moment, and at ends by signal.
struct Recovery {
    /// What is found when a photo is opened.
    enum Claim {
        case free
        /// An earlier session left unsaved work.
        case leftBehind(UnsavedWork)
        /// There is some that cannot be offered.
        case kept(RecoveryError)
        case openElsewhere
        /// Nothing can be kept anywhere.
        case impossible
    }

    /// Seconds without an event after which unsaved work is written.
    private static let quietSeconds = 1.0
    /// Seconds for which it stays unwritten at most, however busy the user is.
    private static let mostUnwrittenSeconds = 4.0

    let folder: StateFolder?
    private var lock: PhotoLock?
    /// Where the work is kept; nil where another program has the photo open.
    private var file: RecoveryFile?
    /// What was last written there, by `Editor.revision`, and where it was.
    private var written: (revision: Int, place: WorkPlace)?
    /// Since when there is work that was not written there.
    private var unwrittenSince: Double?

    init(folder: StateFolder?) { self.folder = folder }

    /// Takes the lock of the photo, which has this `contentHash`, and looks for what an earlier session has left.
    mutating func claim(_ path: FilePath, _ photo: Raster, hash: UInt64) -> Claim {
        guard let folder else { return .impossible }
        lock = PhotoLock(path: folder.file(for: path, ".lock"))
        guard lock != nil else { return .openElsewhere }
        let found = RecoveryFile.find(photo, hash: hash, at: path, in: folder)
        file = found.file
        if let work = found.work { return .leftBehind(work) }
        return found.refusal.map { .kept($0) } ?? .free
    }

    /// Lets go of the photo; what is kept of it stays.
    mutating func release() { lock = nil }

    /// Whether there is work that is neither saved nor written down, or some is written down that was undone since.
    private func isDue(_ editor: Editor) -> Bool {
        guard editor.isUnsaved else { return written != nil }
        return written.map { $0 != (editor.revision, editor.workPlace) } ?? true
    }

    /// Seconds without an event, from `now` on, after which unsaved work is to be written; nil when there is none.
    mutating func secondsLeft(for editor: Editor?, at now: Double) -> Double? {
        guard let editor, file != nil, isDue(editor) else {
            unwrittenSince = nil
            return nil
        }
        let since = unwrittenSince ?? now
        unwrittenSince = since
        return max(0, min(Recovery.quietSeconds, since + Recovery.mostUnwrittenSeconds - now))
    }

    /// Writes unsaved work, on a thread of its own where somebody is there to hear of a failure.
    ///
    /// - Returns: whether there is none that is known not to be written.
    @discardableResult
    mutating func write(_ editor: Editor, onFailure: (@Sendable () -> Void)?) -> Bool {
        guard isDue(editor) else { return true }
        guard editor.isUnsaved else {
            drop()
            return true
        }
        guard let file else { return false }
        written = (editor.revision, editor.workPlace)
        unwrittenSince = nil
        // Nothing more of the editor: what the writing holds must be copied by the key that changes it.
        let work = UnsavedWork(
            mask: editor.mask, keepOut: editor.keepOut, edges: editor.edges, result: editor.current, place: editor.workPlace)
        let photo = editor.original
        let ticket = file.ticket()
        guard let onFailure else { return file.write(ticket, work, on: photo) }
        Thread.detach {
            if !file.write(ticket, work, on: photo) { onFailure() }
        }
        return true
    }

    /// Writes it before it returns, also what a thread may still be writing; whether it is there.
    mutating func writeNow(_ editor: Editor) -> Bool {
        written = nil
        return write(editor, onFailure: nil)
    }

    /// Nothing unsaved is left: nothing shall be offered the next time.
    mutating func drop() {
        file?.remove()
        written = nil
    }
}
