import Editing
import Inpainting
import Masks
import Pixels
import Workers

/// The threads that fill and that find objects, so that keys are answered meanwhile. They tell of it in the mailbox. One removal runs at a
/// time; others wait for it, and all for the network.
final class Engine {
    /// What is to be filled on what.
    private struct Request {
        let removal: Int
        let mask: Mask
        let keepOut: Mask?
        let photo: Raster
        let layer: Layer
        let isDirect: Bool
    }

    /// How far a removal is, and since when it has been asked for.
    struct Progress {
        var share = 0.0, phase: String
        /// In seconds of the screen's clock.
        let start: Double
    }

    private let mailbox: Mailbox<EditorEvent>
    private let options: FillOptions
    private let makeInpainter: @Sendable () throws -> Inpainter
    private var inpainter: Inpainter?
    /// Why there will be none.
    private var failure: String?
    private var waiting: [Request] = []
    private var running: (removal: Int, cancellation: Cancellation)?
    private var snapCancellation: Cancellation?
    /// That of the removals that run or wait.
    private(set) var progress: [Int: Progress] = [:]

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
    func take(_ inpainter: Inpainter) {
        self.inpainter = inpainter
        begin()
    }

    /// There will be no network; the removals that had been asked for.
    func giveUp(_ reason: String) -> [Int] {
        failure = reason
        defer { (waiting, progress) = ([], [:]) }
        return waiting.map(\.removal)
    }

    /// Fills `mask` on what `editor` holds, as soon as that can be.
    ///
    /// - Parameter seconds: when that is asked for.
    func fill(_ mask: Mask, removal: Int, on editor: Editor, at seconds: Double) {
        waiting.append(
            Request(
                removal: removal, mask: mask, keepOut: editor.keepOut, photo: editor.current, layer: editor.layer, isDirect: editor.isDirect))
        progress[removal] = Progress(phase: inpainter == nil ? "loading the network" : "waiting", start: seconds)
        if let failure { mailbox.send(.engine(.failed(failure))) }
        begin()
    }

    private func begin() {
        guard running == nil, let inpainter, !waiting.isEmpty else { return }
        let request = waiting.removeFirst(), removal = request.removal
        let cancellation = Cancellation(), mailbox = mailbox, options = options
        running = (removal, cancellation)
        progress[removal]?.phase = "starting"
        Thread.detachInBackground {
            let copy = request.photo.copied()
            mailbox.send(.engine(.copied(removal: removal, copy, request.layer.copied(picture: request.isDirect ? copy : nil))))
            // A cancelled fill has nothing to say.
            let fills = try? inpainter.fill(
                request.photo, mask: request.mask, keepOut: request.keepOut, options: options, cancellation: cancellation
            ) { event in
                switch event {
                case .progress(let share, let phase): mailbox.send(.engine(.progress(removal: removal, share: share, phase: phase)))
                case .stage(let fill): mailbox.send(.engine(.stage(removal: removal, fill)))
                }
            }
            mailbox.send(.engine(.ended(removal: removal, isEverythingMarked: fills?.isEmpty == true)))
        }
    }

    func note(_ removal: Int, _ share: Double, _ phase: String) {
        progress[removal]?.share = share
        progress[removal]?.phase = phase
    }

    /// A removal has come to its end, and the next begins; how far it was, unless it had been given up.
    func noteEnd(_ removal: Int) -> Progress? {
        defer { stop(removal) }
        return progress[removal]
    }

    /// Gives a removal up.
    func stop(_ removal: Int) {
        progress[removal] = nil
        waiting.removeAll { $0.removal == removal }
        guard running?.removal == removal else { return }
        running?.cancellation.cancel()
        running = nil
        begin()
    }

    /// Gives everything up.
    func stopAll() {
        waiting = []
        if let running { stop(running.removal) }
        stopSnap()
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
