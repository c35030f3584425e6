import Editing
import Glibc
import Inpainting
import Photo
import Terminal
import Workers

/// The editor on a terminal: joins keys, engine and files to the `Editor`, and shows what it holds.
///
/// One thread owns terminal and state; it waits for keys, for signals, and for the `mailbox`, into which the
/// threads that read, compute and save put what they have to say.
final class EditorSession {
    let options: EditorOptions
    let terminal: Terminal
    let keys: KeyMap
    let mailbox = Mailbox<EditorEvent>()

    /// The photos to edit, one at a time.
    let paths: [String]
    var index = 0
    /// Counts the photos opened; threads that work for an earlier one are not listened to.
    var generation = 0
    /// The line chosen in the list of photos; nil when it is not shown.
    var picker: Int?

    var editor: Editor?
    var photo: Photo?
    /// Whether the photo at `index` could not be read.
    var couldNotOpen = false
    /// Shown until the photo is there.
    var preview: Editor?
    var inpainter: Inpainter?
    /// The removal that waits for the engine to be ready.
    var waiting: Effect?
    var cancellation: Cancellation?
    var snapCancellation: Cancellation?
    var progress: (share: Double, phase: String)?
    var message: String?
    var prompt: Prompt?
    /// First line of the help that is shown; nil without help.
    var helpTop: Int?
    /// The number typed before a key.
    var count: Int?
    /// The digit that has just chosen a stage.
    var stageDigit: Int?
    /// Removals begun so far, over all photos.
    var editorRemovals = 0
    var isSaving = false
    var quitsWhenSaved = false
    /// Files that this session has written and may write again.
    var savedPaths: Set<String> = [], savedMarks: Set<String> = []
    var mouse = MouseState()
    let stateFolder = StateFolder()
    var lock: PhotoLock?
    /// Where unsaved work on the photo is kept; nil where another program has it open.
    var recovery: RecoveryFile?
    /// What was last written there, by `Editor.revision`, and where it was.
    var recovered: (revision: Int, place: WorkPlace)?
    /// Since when there is work that was not written there.
    var unwrittenSince: Double?
    var saidWorkIsNotKept = false
    /// Set when the session is over.
    var exitStatus: Int32?
    /// What to say on standard error after the screen is given back.
    var lastWords: String?
    /// The view that was last drawn.
    var drawn: (state: ViewState, grid: CellGrid)?
    /// When before and after change places the next time, while they blink.
    var nextBlink = 0.0
    /// True pixels, or the question after them.
    var pixelView: PixelView?
    /// What a click on the lines at the bottom does.
    var clickable: [[(columns: Range<Int>, key: Key)]] = []

    /// Takes over the terminal.
    ///
    /// - Parameter paths: photos, and folders from which one is chosen.
    init(paths: [String], options: EditorOptions) throws {
        precondition(!paths.isEmpty)
        self.paths = try PhotoPath.photos(of: paths)
        self.options = options
        let configuration = try EditorConfiguration.load()
        keys = KeyMap(changes: configuration.keys)
        terminal = try Terminal(
            color: options.color ?? configuration.color, mouse: options.usesMouse && configuration.usesMouse ?? true)
        if paths.contains(where: PhotoPath.isFolder) { picker = 0 }
    }

    /// Edits until the user quits or a signal ends it.
    ///
    /// - Returns: the exit status: 0 done, 1 failed, 128 + n after signal n.
    func run() -> Int32 {
        let log = ErrorLog(folder: stateFolder)
        if picker == nil { open(0) }
        loadEngine()
        while exitStatus == nil {
            draw()
            if options.crashes { CrashTest.crash() }
            waitForSomething()
            if terminal.isClosed { exitStatus = 128 + SIGHUP }
            SignalPipe.drain().forEach(handle(signal:))
            mailbox.take().forEach(handle(event:))
            // All that has come is done before anything is drawn: held keys leave no backlog.
            terminal.readEvents().forEach(handle(input:))
        }
        cancellation?.cancel()
        terminal.close()
        log.end()
        if exitStatus! > 128 { writeRecovery(inBackground: false) } else { dropRecovery() }
        if let lastWords {
            let line = Array("madf-tui: \(lastWords)\n".utf8)
            _ = write(STDERR_FILENO, line, line.count)
        }
        return exitStatus!
    }

    /// Seconds for which each of before and after is shown while they blink.
    static let blinkSeconds = 0.5

    private func waitForSomething() {
        let start = Terminal.seconds(), isBlinking = editor?.comparison.isBlinking == true
        let quiet = isBlinking ? max(0, nextBlink - start) : quietSeconds(from: start)
        let limit = [quiet, answerTimeLeft].compactMap { $0 }.min()
        terminal.wait(
            alsoFor: [SignalPipe.descriptor, mailbox.descriptor], milliseconds: limit.map { Int(($0 * 1_000).rounded(.up)) } ?? -1)
        let now = Terminal.seconds()
        if isBlinking, now >= nextBlink {
            perform(.blink)
            nextBlink = now + EditorSession.blinkSeconds
        }
        // While it blinks, a blink without any event is quiet enough.
        if let quiet, now - start >= quiet { writeRecovery(inBackground: true) }
        giveUpWaitingForAnswer()
    }

    private func handle(signal: Int32) {
        switch signal {
        case SIGWINCH, SIGCONT:
            _ = hidePixels()
            terminal.resized()
        case SIGTSTP: suspend()
        default: exitStatus = 128 + signal
        }
    }

    private func handle(event: EditorEvent) {
        switch event {
        case .preview(let layer, let generation):
            if editor == nil, generation == self.generation { preview = Editor(photo: layer.picture, layer: layer, display: { $0 }) }
        case .opened(let opened, let generation):
            guard generation == self.generation else { break }
            photo = opened.photo
            preview = nil
            editor = opened.editor
            message = opened.photo.warnings
            claimPhoto()
        case .failedToOpen(let reason, let generation):
            guard generation == self.generation else { break }
            if paths.count > 1 {
                message = reason
                couldNotOpen = true
            } else {
                lastWords = reason
                exitStatus = 1
            }
        case .engineReady(let inpainter):
            self.inpainter = inpainter
            if let waiting {
                self.waiting = nil
                carryOut(waiting)
            }
        case .engineFailed(let reason):
            message = reason
            if waiting != nil { _ = editor?.perform(.cancel) }
            waiting = nil
        case .progress(let removal, let share, let phase):
            if editor?.running?.number == removal { progress = (share, phase) }
        case .copied(let removal, let picture, let layer):
            perform(.copied(removal: removal, picture, layer))
        case .stage(let removal, let fill):
            perform(.stageArrived(removal: removal, fill))
        case .removalEnded(let removal, let isEverythingMarked):
            if editor?.running?.number == removal {
                progress = nil
                if isEverythingMarked { message = "all of the photo is marked: leave some of it to fill from" }
            }
            perform(.removalEnded(removal: removal))
        case .snapped(let mask, let revision, let generation):
            if generation == self.generation { perform(.snapped(mask, revision: revision)) }
        case .failedToKeepWork:
            sayWorkIsNotKept()
        case .saved(let path, let report):
            isSaving = false
            savedPaths.insert(path)
            message = editor?.running == nil ? report : report + " Finer stages still come: save again then."
            if let editor, !editor.hasUnsavedResult, !editor.hasUnsavedMarks { dropRecovery() }
            if quitsWhenSaved { exitStatus = 0 }
        case .failedToSave(let path, let reason, let exists):
            isSaving = false
            quitsWhenSaved = false
            perform(.noteUnsavedResult)
            message = reason
            if exists { prompt = .confirm(question: "\(path) exists; replace it?", action: .replace(path: path)) }
        }
    }

    /// Lets the editor do it, and does what it asks for.
    func perform(_ command: Command) {
        if let effect = editor?.perform(command) { carryOut(effect) }
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .message(let text):
            message = text
        case .stop:
            cancellation?.cancel()
            cancellation = nil
            waiting = nil
            progress = nil
            message = "cancelled"
        case .snap(let revision, let mask, let picture):
            snap(mask, to: picture, revision: revision)
        case .stopSnap:
            snapCancellation?.cancel()
            message = "cancelled"
        case .start(let removal, let mask):
            editorRemovals = removal
            guard let inpainter, let editor else {
                waiting = effect
                progress = (0, "loading the network")
                return
            }
            start(inpainter, removal: removal, on: editor, mask: mask)
        }
    }
}
