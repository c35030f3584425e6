import Editing
import Inpainting
import Masks
import Pixels
import Workers

/// The threads that fill and that find objects, so that keys are answered meanwhile. They tell of it in the mailbox.
final class Engine {
    private let mailbox: Mailbox<EditorEvent>
    private let options: FillOptions
    private let makeInpainter: @Sendable () throws -> Inpainter
    private var inpainter: Inpainter?
    /// Why there will be none.
    private var failure: String?
    /// What is asked for before the network is there.
    private var waiting: (removal: Int, mask: Mask)?
    private var cancellation: Cancellation?
    private var snapCancellation: Cancellation?
    /// How far the removal is that goes on.
    private(set) var progress: (share: Double, phase: String)?
    /// Removals begun so far, over all photos: their numbers tell them apart.
    private(set) var removals = 0

    /// - Parameter inpainter: reads the network, on a thread of its own.
    init(_ options: FillOptions, mailbox: Mailbox<EditorEvent>, inpainter: @escaping @Sendable () throws -> Inpainter) {
        self.options = options
        self.mailbox = mailbox
        makeInpainter = inpainter
    }

    /// Reads the network; the photo can be looked at and marked meanwhile.
    func load() {
        let mailbox = mailbox, makeInpainter = makeInpainter
        Thread.detachInBackground {
            do {
                mailbox.send(.engine(.ready(try makeInpainter())))
            } catch {
                mailbox.send(.engine(.failed("\(error)")))
            }
        }
    }

    /// The network is there: begins what was asked for.
    func take(_ inpainter: Inpainter, for editor: Editor?) {
        self.inpainter = inpainter
        guard let (removal, mask) = waiting, let editor else { return }
        waiting = nil
        fill(mask, removal: removal, on: editor)
    }

    /// There will be no network; whether something had been asked for.
    func giveUp(_ reason: String) -> Bool {
        failure = reason
        guard waiting != nil else { return false }
        waiting = nil
        progress = nil
        return true
    }

    /// Begins to fill `mask` on what `editor` holds, at once or when the network is there.
    func fill(_ mask: Mask, removal: Int, on editor: Editor) {
        removals = removal
        guard let inpainter else {
            waiting = (removal, mask)
            progress = (0, "loading the network")
            if let failure { mailbox.send(.engine(.failed(failure))) }
            return
        }
        let cancellation = Cancellation(), mailbox = mailbox, options = options
        self.cancellation = cancellation
        progress = (0, "starting")
        let photo = editor.current, keepOut = editor.keepOut, layer = editor.layer, isDirect = editor.isDirect
        Thread.detachInBackground {
            let copy = photo.copied()
            mailbox.send(.engine(.copied(removal: removal, copy, layer.copied(picture: isDirect ? copy : nil))))
            // A cancelled fill has nothing to say.
            let fills = try? inpainter.fill(photo, mask: mask, keepOut: keepOut, options: options, cancellation: cancellation) { event in
                switch event {
                case .progress(let share, let phase): mailbox.send(.engine(.progress(removal: removal, share: share, phase: phase)))
                case .stage(let fill): mailbox.send(.engine(.stage(removal: removal, fill)))
                }
            }
            mailbox.send(.engine(.ended(removal: removal, isEverythingMarked: fills?.isEmpty == true)))
        }
    }

    func note(_ share: Double, _ phase: String) { progress = (share, phase) }
    func noteEnd() { progress = nil }

    /// Gives the removal up.
    func stop() {
        cancellation?.cancel()
        cancellation = nil
        waiting = nil
        progress = nil
    }

    /// Begins to look for the object under `mask`.
    func snap(_ mask: Mask, to picture: Raster, revision: Int, generation: Int) {
        let cancellation = Cancellation(), mailbox = mailbox
        snapCancellation = cancellation
        Thread.detach {
            guard let found = try? mask.snapped(to: picture, Work(on: .caller, cancellation: cancellation)) else { return }
            mailbox.send(.engine(.snapped(found, revision: revision, generation: generation)))
        }
    }

    func stopSnap() { snapCancellation?.cancel() }
}
