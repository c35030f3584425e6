import Editing
import Inpainting
import System
import Terminal

/// The editor on a screen: joins keys, engine and files to the `Editor`, and shows what it holds.
///
/// One thread owns screen and state; it waits for the user, for the system, and for the `mailbox`, into which the threads that
/// read, compute and save put what they have to say.
package final class EditorSession {
    let options: EditorOptions
    let screen: any Screen
    let keys: KeyMap
    let mailbox = Mailbox<EditorEvent>()
    let engine: Engine

    var photos: PhotoList
    /// What is to be said of files that are no photos, once the first one is shown.
    var leftOut: String?
    /// The photo that is seen.
    var edited: EditedPhoto
    /// How many were read, and those that could not be.
    var generations = 0
    var failedPhotos: Set<Int> = []
    /// Those that were gone away from.
    var kept: KeptPhotos
    /// Where unsaved work is kept.
    let folder: StateFolder?
    /// Whether the user knows that unsaved work would not outlive the program.
    var knowsWorkIsNotKept = false
    var saves = Saves()
    var pointer = Pointer()
    /// What the button that is down was pressed on, and the last press that was on something.
    var pressed: Spot?
    var click: Click?
    /// Where the mouse was last seen over the picture; nil since a key was pressed.
    var pointed: (column: Int, row: Int)?
    var count = KeyCount()
    /// Something that the user should read.
    var message: String? { didSet { isMessageOver = nil } }
    /// Whether it no longer holds, where that can come without a key.
    private var isMessageOver: ((Editor) -> Bool)?
    var prompt: Prompt?
    /// The names that were typed, and for what the last one was, unless it has done what it was to do.
    var typed: [Prompt.Purpose: [String]] = [:]
    var failed: Prompt.Purpose?
    var help: HelpPage?
    var palette: ActionPalette?
    var pixels = PixelView.hidden
    var view = CellView()
    /// The lines at the bottom as they were last shown.
    var bar: [StatusLine] = []
    /// When before and after change places the next time, while they blink.
    private var nextBlink = 0.0
    package var ending: Ending?
    package var editor: Editor? { edited.editor }

    /// How a session is over.
    package struct Ending {
        package let status: Int32
        /// What to say on standard error after the screen is given back.
        package var lastWords: String?
        /// Whether unsaved work is to be offered once more.
        var keepsWork = false
    }

    /// Seconds for which each of before and after is shown while they blink.
    private static let blinkSeconds = 0.5

    /// - Parameters:
    ///   - photos: of which the first is opened unless the list of them is shown first.
    ///   - folder: where unsaved work is kept.
    ///   - memoryLimit: bytes that photos may take that were gone away from.
    ///   - inpainter: reads the network; called on a thread of its own.
    package init(
        photos: PhotoSelection, showsList: Bool = false, options: EditorOptions, keys: KeyMap = KeyMap(), screen: any Screen,
        folder: StateFolder?, memoryLimit: Int = 1 << 30, inpainter: @escaping @Sendable () throws -> Inpainter
    ) {
        self.photos = PhotoList(photos.photos, showsList: showsList)
        leftOut = photos.note()
        self.options = options
        self.keys = keys
        self.screen = screen
        self.folder = folder
        kept = KeptPhotos(limit: memoryLimit)
        edited = EditedPhoto(index: self.photos.index, generation: 0, recovery: Recovery(folder: folder))
        engine = Engine(options.fill, mailbox: mailbox, inpainter: inpainter)
    }

    package func start() {
        if !photos.isShown { open(photos.index) }
        engine.load()
    }

    /// Shows how things stand, waits until something happens, and does what it calls for.
    package func turn() {
        draw()
        if options.crashes { CrashTest.crash() }
        wait()
        for event in mailbox.take() { handle(event) }
        // All that has come is done before anything is drawn: held keys leave no backlog.
        for event in screen.events() { handle(event) }
    }

    /// Keeps unsaved work where a signal has ended the session, drops what is kept of it where the user has, and lets go of the
    /// photo.
    package func end() {
        engine.stopAll()
        let isKept = ending.map { $0.status > 128 || $0.keepsWork } ?? false
        var left: [Int] = []
        if !isKept {
            edited.recovery.drop()
        } else if let editor = edited.editor, edited.recovery.writeNow(editor), editor.isUnsaved {
            left.append(edited.index)
        }
        edited.recovery.release()
        left += kept.end(keepsWork: isKept)
        guard !left.isEmpty else { return }
        let names = left.map { photos.paths[$0].shownName }.joined(separator: ", ")
        ending?.lastWords = "what is not saved of \(names) is kept: open \(left.count == 1 ? "it" : "them") again to take it up"
    }

    private func wait() {
        let start = screen.seconds, isBlinking = edited.editor?.comparison.isBlinking == true
        let quiet = isBlinking ? max(0, nextBlink - start) : edited.recovery.secondsLeft(for: edited.editor, at: start)
        screen.wait(alsoFor: mailbox.descriptor, seconds: [quiet, pixels.secondsLeft(at: start)].compactMap { $0 }.min())
        let now = screen.seconds
        if isBlinking, now >= nextBlink {
            perform(.blink)
            nextBlink = now + EditorSession.blinkSeconds
        }
        // While it blinks, a blink without any event is quiet enough.
        if let quiet, now - start >= quiet, let editor = edited.editor {
            let mailbox = mailbox
            edited.recovery.write(editor) { mailbox.send(.failedToKeepWork) }
        }
        if case .asking(let answers, _) = pixels, pixels.secondsLeft(at: now) == 0 { showPixels(answers) }
    }

    private func handle(_ event: ScreenEvent) {
        switch event {
        case .input(let input): handle(input)
        case .resized: hidePixels()
        case .suspensionAsked: suspend()
        case .endAsked(let status): ending = Ending(status: status)
        }
    }

    private func handle(_ event: EditorEvent) {
        switch event {
        case .preview(let layer, let generation): showPreview(layer, generation)
        case .opened(let photo, let editor, let hash, let generation): take(photo, editor, hash: hash, generation)
        case .failedToOpen(let reason, let generation): failToOpen(reason, generation)
        case .engine(let event): handle(event)
        case .failedToKeepWork: sayWorkIsNotKept()
        case .saved(let report, let version): noteSaved(report, version)
        case .failedToSave(let error): noteNotSaved(error)
        }
    }

    /// Lets the editor do it, and does what it asks for.
    func perform(_ command: Command) {
        let wasBlinking = edited.editor?.comparison.isBlinking, painted = edited.editor?.painted
        let effect = edited.editor?.perform(command)
        if wasBlinking == false, edited.editor?.comparison.isBlinking == true { nextBlink = screen.seconds + EditorSession.blinkSeconds }
        if let effect { carryOut(effect, for: edited) }
        if let painted, painted != .removal, edited.editor?.painted == .removal, edited.editor?.running != nil {
            message = "from here on the tools mark what goes"
        }
    }

    /// Lets the editor do it of the photo of a number, seen or not.
    func perform(_ command: Command, on generation: Int) {
        if generation == edited.generation { return perform(command) }
        let mailbox = mailbox, effect = kept.perform(command, on: generation) { mailbox.send(.failedToKeepWork) }
        if let effect, let photo = kept[generation: generation] { carryOut(effect, for: photo) }
    }

    /// Says something until it no longer holds.
    func say(_ text: String, until isOver: @escaping (Editor) -> Bool) {
        message = text
        isMessageOver = isOver
    }

    /// Takes back what was said and no longer holds.
    func dropMessage() {
        if let editor = edited.editor, isMessageOver?(editor) == true { message = nil }
    }

    private func carryOut(_ effect: Effect, for photo: EditedPhoto) {
        switch effect {
        case .message(let text):
            if photo.generation == edited.generation { message = text }
        case .busy(let text):
            if photo.generation == edited.generation { say(text) { $0.running == nil && !$0.isSnapping } }
        case .stop(let removal):
            engine.stop(removal)
            message = "cancelled: photo and marks are as before"
        case .snap(let revision, let mask, let picture):
            engine.snap(mask, to: picture, revision: revision, generation: photo.generation)
        case .findObject(let revision, let place, let number, let layer):
            engine.findObject(at: place, number: number, on: layer, revision: revision, generation: photo.generation)
        case .findLines(let revision, let mask):
            if let editor = photo.editor { engine.findLines(of: mask, on: editor, revision: revision, generation: photo.generation) }
        case .stopSnap:
            engine.stopSnap()
            message = "cancelled"
        case .start(let removal, let mask):
            if let editor = photo.editor { engine.fill(mask, removal: removal, on: editor, at: screen.seconds) }
        case .patch(let removal, let hole, let movement):
            if let editor = photo.editor { engine.fill(hole, by: movement, removal: removal, on: editor, at: screen.seconds) }
        case .tryAgain(let removal, let mask, let earlier):
            if let editor = photo.editor { engine.fill(mask, after: earlier, removal: removal, on: editor, at: screen.seconds) }
        }
    }
}
