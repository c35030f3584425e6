import CNcurses
import Glibc

/// The terminal of this process, taken over by ncurses until `close`.
///
/// ncurses holds modes, keys and text; the picture goes through `CellPainter`, mouse reports through
/// `InputDecoder`. All calls come from the one thread that made it.
public final class Terminal: Screen {
    public private(set) var columns = 0, rows = 0
    /// As the terminal tells it; else 1.
    public private(set) var pixelAspect = 1.0
    public let encoder: PictureEncoder
    /// By the locale.
    public let isUnicode: Bool
    public var hasMouse: Bool {
        didSet { if hasMouse != oldValue { send(hasMouse ? Terminal.mouseOn : Terminal.mouseOff) } }
    }
    /// The other side is gone: nothing can be read or written anymore.
    var isClosed = false

    let hasTitle: Bool
    let screen: OpaquePointer
    /// Keys are read through a pad: for a window ncurses would first draw it.
    let keys: madf_window
    var statusWindow: madf_window?
    var painter: CellPainter
    var last: Frame?
    var decoder = InputDecoder()
    var lastInput = 0.0
    private let shellModes: termios

    /// Takes the terminal over.
    ///
    /// - Parameters:
    ///   - color: what `--color` says; nil to go by the terminal.
    ///   - cells: the pixels that cells show.
    ///   - mouse: whether to ask for mouse reports.
    public init(color: ColorMode?, cells: CellShape = .half, mouse: Bool) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        setlocale(LC_ALL, "")
        isUnicode = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
        let named = Terminal.environment("TERM") ?? ""
        func isKnown(_ type: String) -> Bool {
            var status: Int32 = 0
            return !type.isEmpty && setupterm(type, STDOUT_FILENO, &status) == 0
        }
        guard let type = [named, Terminal.standIn(for: named)].compactMap(\.self).first(where: isKnown) else { throw .unknownType(named) }
        // ncurses knows no capability for titles but this one, which says that xterm's sequences are understood.
        hasTitle = tigetflag("XT") == 1 || Terminal.capability("tsl") != nil
        guard let capability = Terminal.capability("cup") else { throw .cannotPlaceCursor(type) }
        var modes = termios()
        tcgetattr(STDIN_FILENO, &modes)
        shellModes = modes
        SignalPipe.install()
        guard let screen = newterm(type, fdopen(STDOUT_FILENO, "w"), fdopen(STDIN_FILENO, "r")),
            let keys = newpad(1, 1)
        else { throw .unknownType(type) }
        self.screen = screen
        self.keys = keys
        hasMouse = mouse
        let colors = Int(tigetnum("colors"))
        encoder = PictureEncoder(
            mode: color ?? .detect(environment: Terminal.environment, colors: colors),
            hasHalfBlocks: isUnicode, colors: colors, shape: cells)
        painter = CellPainter(
            position: { row, column in
                madf_position(capability, Int32(row), Int32(column)).map(Terminal.withoutPadding) ?? []
            },
            reset: Terminal.capability("sgr0").map { Terminal.withoutPadding($0) } ?? [])
        raw()
        noecho()
        nonl()
        typeahead(-1)
        keypad(keys, true)
        nodelay(keys, true)
        // Escape is answered at once, and a slow line still has time for the rest of a sequence.
        set_escdelay(25)
        KeySequences.define()
        readSize()
        EmergencyRestore.arm(bytes: modesOff + leaving, attributes: shellModes)
        send(modesOn)
    }

    public func close() {
        send(modesOff)
        endwin()
        // Without a second screen what was on the first stays, and the shell goes on below it.
        if Terminal.capability("rmcup") == nil { send(Array("\r\n".utf8)) }
        // Reports of the mouse that are here already are not for the shell.
        if hasMouse { tcflush(STDIN_FILENO, TCIFLUSH) }
        tcsetattr(STDIN_FILENO, TCSANOW, [shellModes])
        EmergencyRestore.disarm()
    }

    public func suspend() {
        send(modesOff)
        endwin()
        tcsetattr(STDIN_FILENO, TCSANOW, [shellModes])
        EmergencyRestore.disarm()
        signal(SIGTSTP, SIG_DFL)
        kill(0, SIGTSTP)
        SignalPipe.install()
        doupdate()
        EmergencyRestore.arm(bytes: modesOff + leaving, attributes: shellModes)
        send(modesOn)
        resized()
    }

    /// Reads the size anew; the next frame is drawn whole.
    func resized() {
        readSize()
        resizeterm(Int32(rows), Int32(columns))
        redrawAll()
    }

    public func redrawAll() {
        last = nil
        painter.invalidate()
        statusWindow.map { _ = delwin($0) }
        statusWindow = nil
        clearok(madf_current_screen(), true)
    }

    private func readSize() {
        var size = winsize()
        guard madf_window_size(STDOUT_FILENO, &size) == 0, size.ws_row > 0, size.ws_col > 0 else {
            rows = max(1, rows == 0 ? 24 : rows)
            columns = max(1, columns == 0 ? 80 : columns)
            return
        }
        rows = min(Int(size.ws_row), 1_000)
        columns = min(Int(size.ws_col), 2_000)
        if size.ws_xpixel > 0, size.ws_ypixel > 0 {
            let width = Double(size.ws_xpixel) / Double(size.ws_col)
            let height = Double(size.ws_ypixel) / Double(size.ws_row) / 2
            pixelAspect = min(2, max(0.5, height / width))
        }
    }
}
