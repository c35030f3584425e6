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
        let steering: Steering
        /// Whether the stages of a first try are there.
        let isAnother: Bool
        /// From where, where the user says that; no network is needed then.
        let movement: Movement?
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

    /// Fills `mask` on what `editor` holds, as soon as that can be; once more, unlike fills from before, or from where the user says.
    ///
    /// - Parameter seconds: when that is asked for.
    func fill(
        _ mask: Mask, by movement: Movement? = nil, after earlier: [Fill]? = nil, removal: Int, on editor: Editor, at seconds: Double
    ) {
        let steering = Steering(
            keepOut: editor.keepOut, edges: editor.running?.edges, erasedLines: editor.erasedLines, earlier: earlier ?? [])
        waiting.append(
            Request(
                removal: removal, mask: mask, steering: steering, isAnother: earlier != nil, movement: movement, photo: editor.current,
                layer: editor.layer, isDirect: editor.isDirect))
        let isReady = movement != nil || inpainter != nil
        progress[removal] = Progress(phase: isReady ? "waiting" : "loading the network", start: seconds)
        if !isReady, let failure { mailbox.send(.engine(.failed(failure))) }
        begin()
    }

    private func begin() {
        guard running == nil, let request = waiting.first, inpainter != nil || request.movement != nil else { return }
        waiting.removeFirst()
        let cancellation = Cancellation(), mailbox = mailbox, removal = request.removal, inpainter = inpainter
        var options = options
        if request.isAnother { options.previews = [] }
        running = (removal, cancellation)
        progress[removal]?.phase = "starting"
        Thread.detachInBackground { [options] in
            let copy = request.photo.copied()
            mailbox.send(.engine(.copied(removal: removal, copy, request.layer.copied(picture: request.isDirect ? copy : nil))))
            @Sendable func tell(_ event: FillEvent) {
                switch event {
                case .progress(let share, let phase): mailbox.send(.engine(.progress(removal: removal, share: share, phase: phase)))
                case .stage(let fill): mailbox.send(.engine(.stage(removal: removal, fill)))
                }
            }
            // A cancelled fill has nothing to say.
            var fills: [Fill]?
            if let movement = request.movement {
                let work = Work(on: .caller, cancellation: cancellation) { tell(.progress($0, phase: $1)) }
                fills = (try? Fill(movement, into: request.mask, of: request.photo, work)).map { [$0] }
                if let fill = fills?.first { tell(.stage(fill)) }
            } else {
                fills = try? inpainter?.fill(
                    request.photo, mask: request.mask, steering: request.steering, options: options, cancellation: cancellation, onEvent: tell)
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
        find { work throws(Cancelled) in .snapped(try mask.snapped(to: picture, work), revision: revision, generation: generation) }
    }

    /// Begins to look for the object around `place`, or the one after `number` that holds more.
    func findObject(at place: Point, number: Int, on layer: Layer, revision: Int, generation: Int) {
        find { work throws(Cancelled) in
            .objectFound(try ObjectSearch(at: place, on: layer).object(number: number, work), revision: revision, generation: generation)
        }
    }

    /// Begins to look for the lines that a fill of `mask` would follow, once the network is there.
    func findLines(of mask: Mask, on editor: Editor, revision: Int, generation: Int) {
        let steering = Steering(keepOut: editor.keepOut, edges: editor.edges, erasedLines: editor.erasedLines), photo = editor.current
        find { [options, inpainter, makeInpainter] work throws(Cancelled) in
            let inpainter = inpainter ?? (try? makeInpainter())
            let lines = try inpainter?.lines(photo, mask: mask, steering: steering, options: options, work.cancellation)
            return .linesFound(lines ?? [], revision: revision, generation: generation)
        }
    }

    private func find(_ search: @escaping @Sendable (Work) throws(Cancelled) -> EngineEvent) {
        let cancellation = Cancellation(), mailbox = mailbox
        snapCancellation = cancellation
        Thread.detach {
            guard let found = try? search(Work(on: .caller, cancellation: cancellation)) else { return }
            mailbox.send(.engine(found))
        }
    }

    func stopSnap() { snapCancellation?.cancel() }
}
