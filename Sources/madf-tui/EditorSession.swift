import Editing
import Glibc
import Photo
import Terminal
import Workers

/// The editor on a terminal: joins keys, engine and files to the `Editor`, and shows what it holds.
///
/// One thread owns terminal and state; it waits for keys, for signals, and for the `mailbox`, into which the
/// threads that read, compute and save put what they have to say.
final class EditorSession {
    let options: EditorOptions
    let path: String
    let terminal: Terminal
    let keys = KeyMap()
    let mailbox = Mailbox<EditorEvent>()

    var editor: Editor?
    var photo: Photo?
    /// Shown until the photo is there.
    var preview: Editor?
    var engine: (any FillEngine)?
    /// The removal that waits for the engine to be ready.
    var waiting: Effect?
    var cancellation: Cancellation?
    var progress: (share: Double, phase: String)?
    var message: String?
    var prompt: Prompt?
    /// First line of the help that is shown; nil without help.
    var helpTop: Int?
    /// The number typed before a key.
    var count: Int?
    var isSaving = false
    var quitsWhenSaved = false
    /// Files that this session has written and may write again.
    var savedPaths: Set<String> = []
    var mouse = MouseState()
    /// Set when the session is over.
    var exitStatus: Int32?
    /// What to say on standard error after the screen is given back.
    var lastWords: String?
    /// What a click on the lines at the bottom does.
    var clickable: [[(columns: Range<Int>, key: Key)]] = []

    /// Takes over the terminal.
    init(path: String, options: EditorOptions) throws(TerminalError) {
        self.path = path
        self.options = options
        terminal = try Terminal(color: options.color, mouse: options.usesMouse)
    }

    /// Edits until the user quits or a signal ends it.
    ///
    /// - Returns: the exit status: 0 done, 1 failed, 128 + n after signal n.
    func run() -> Int32 {
        openPhoto()
        loadEngine()
        while exitStatus == nil {
            draw()
            terminal.wait(alsoFor: [SignalPipe.descriptor, mailbox.descriptor], milliseconds: -1)
            if terminal.isClosed { exitStatus = 128 + SIGHUP }
            SignalPipe.drain().forEach(handle(signal:))
            mailbox.take().forEach(handle(event:))
            // All that has come is done before anything is drawn: held keys leave no backlog.
            terminal.readEvents().forEach(handle(input:))
        }
        cancellation?.cancel()
        terminal.close()
        if let lastWords {
            let line = Array("madf-tui: \(lastWords)\n".utf8)
            _ = write(STDERR_FILENO, line, line.count)
        }
        return exitStatus ?? 0
    }

    private func handle(signal: Int32) {
        switch signal {
        case SIGWINCH, SIGCONT: terminal.resized()
        case SIGTSTP: terminal.suspend()
        default: exitStatus = 128 + signal
        }
    }

    private func handle(event: EditorEvent) {
        switch event {
        case .preview(let layer):
            if editor == nil { preview = Editor(photo: layer.picture, layer: layer, display: { $0 }) }
        case .opened(let opened):
            photo = opened.photo
            preview = nil
            editor = Editor(photo: opened.photo.raster, layer: opened.layer, display: { opened.photo.displayRaster($0) })
        case .failedToOpen(let reason):
            lastWords = reason
            exitStatus = 1
        case .engineReady(let engine):
            self.engine = engine
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
        case .stage(let removal, let fill):
            perform(.stageArrived(removal: removal, fill))
        case .removalEnded(let removal, let failure):
            if editor?.running?.number == removal { progress = nil }
            perform(.removalEnded(removal: removal))
            if let failure { message = failure }
        case .saved(let path, let report):
            isSaving = false
            savedPaths.insert(path)
            message = report
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
        case .start(let removal, let mask):
            guard let engine, let editor else {
                waiting = effect
                progress = (0, "loading the network")
                return
            }
            start(engine, removal: removal, on: editor.current, mask: mask)
        }
    }
}
