import Terminal

extension EditorSession {
    func handle(input: InputEvent) {
        switch input {
        case .key(let key): handle(key)
        case .mouse(let event): handle(event)
        case .paste(let text): paste(text)
        case .reply(let text): take(reply: text)
        }
    }

    func handle(_ key: Key) {
        if hidePixels() { return }
        if prompt != nil {
            answer(key)
        } else if helpTop != nil {
            handleHelp(key)
        } else if picker != nil {
            handlePicker(key)
        } else {
            handleEditing(key)
        }
    }

    private func handleEditing(_ key: Key) {
        if let digit = digit(of: key), takesCount(digit) { return }
        defer { count = nil }
        message = nil
        guard let action = keys[key] else {
            return message = "\(key.name) does nothing; \(keyName(.help)) shows all keys"
        }
        if key == .control("c"), editor?.isIdle != false { message = "\(keyName(.quit)) quits" }
        run(action)
        let isStage = [.coarse, .first, .final, .detail].contains(action)
        stageDigit = isStage && editor?.choosable != nil ? digit(of: key) : nil
    }

    /// The key that does `action`, as messages name it.
    func keyName(_ action: EditorAction) -> String { keys.keys(for: action).first?.name ?? action.rawValue }

    private func digit(of key: Key) -> Int? {
        if case .character(let scalar) = key { Int(String(scalar)) } else { nil }
    }

    /// Takes a digit that begins a number, or goes on with one, rather than choosing a stage or fitting the view.
    private func takesCount(_ digit: Int) -> Bool {
        // A stage was chosen by the digit before; one that cannot mean anything else makes a number of both.
        if let begun = stageDigit, digit > 4 || digit == 0 && editor?.viewport.isFit == true {
            perform(.takeBackChoice)
            count = begun
        }
        stageDigit = nil
        guard count != nil || digit != 0 && (digit > 4 || !digitsAreStages) else { return false }
        count = min(9_999, (count ?? 0) * 10 + digit)
        return true
    }

    private var digitsAreStages: Bool { editor?.choosable != nil && editor?.pen.isDown == false }

    func run(_ action: EditorAction) {
        let times = count ?? 1
        if case .wipe(let column)? = editor?.comparison {
            switch action {
            case .left: return perform(.moveWipe(column: column - times))
            case .right: return perform(.moveWipe(column: column + times))
            case .farLeft: return perform(.moveWipe(column: column - 8 * times))
            case .farRight: return perform(.moveWipe(column: column + 8 * times))
            default: break
            }
        }
        switch action {
        case .left: perform(.move(columns: -times, rows: 0))
        case .right: perform(.move(columns: times, rows: 0))
        case .up: perform(.move(columns: 0, rows: -times))
        case .down: perform(.move(columns: 0, rows: times))
        case .farLeft: perform(.move(columns: -8 * times, rows: 0))
        case .farRight: perform(.move(columns: 8 * times, rows: 0))
        case .farUp: perform(.move(columns: 0, rows: -8 * times))
        case .farDown: perform(.move(columns: 0, rows: 8 * times))
        case .panLeft: pan(-times, 0)
        case .panRight: pan(times, 0)
        case .panUp: pan(0, -times)
        case .panDown: pan(0, times)
        case .paint: perform(.togglePen(erasing: false))
        case .erase: perform(.togglePen(erasing: true))
        case .smallerBrush: perform(.resizeBrush(steps: -times))
        case .largerBrush: perform(.resizeBrush(steps: times))
        case .brush: perform(.select(.brush))
        case .line: perform(.select(.line))
        case .rectangle: perform(.select(.rectangle))
        case .ellipse: perform(.select(.ellipse))
        case .lasso: perform(.select(.lasso))
        case .fill: perform(.select(.fill))
        case .undo: for _ in 0..<min(times, 1_000) { perform(.undo) }
        case .redo: for _ in 0..<min(times, 1_000) { perform(.redo) }
        case .clear: perform(.clear)
        case .invert: perform(.invert)
        case .grow: perform(.grow(times * markStep))
        case .shrink: perform(.grow(-times * markStep))
        case .feather: perform(.feather(times * markStep))
        case .snap: perform(.snap)
        case .zoomIn: perform(.zoom(steps: times, about: nil))
        case .zoomOut: perform(.zoom(steps: -times, about: nil))
        case .fit: perform(.fit)
        case .remove: perform(.remove)
        case .cancel: perform(.cancel)
        case .coarse: perform(.show(.coarse))
        case .first: perform(.show(.first))
        case .final: perform(.show(.final))
        case .detail: perform(.show(.detail))
        case .original: perform(.toggleOriginal)
        case .wipe: perform(.toggleWipe)
        case .blink:
            perform(.toggleBlink)
            nextBlink = Terminal.seconds() + EditorSession.blinkSeconds
        case .panes: perform(.togglePanes)
        case .outline: perform(.toggleOutline)
        case .save: save()
        case .saveAs: ask("save as: ", outputPath, .saveAs)
        case .loadMask: ask("load marks from: ", maskPath, .loadMask)
        case .saveMask: ask("save marks as: ", maskPath, .saveMask)
        case .mouse:
            terminal.setMouse(!terminal.hasMouse)
            message = terminal.hasMouse ? "the mouse paints again" : "the mouse selects text; y takes it back"
        case .pixels: askForPixels()
        case .redraw: terminal.redrawAll()
        case .suspend: suspend()
        case .help: helpTop = 0
        case .next: turn(by: times)
        case .previous: turn(by: -times)
        case .list:
            if paths.count > 1 { picker = index } else { message = "there is one photo only: name several, or a folder" }
        case .quit: quit()
        }
    }

    /// Pixels of the photo by which marks grow at a time: what can be seen on the screen.
    private var markStep: Int { max(1, Int(1 / (editor?.viewport.scale ?? 1))) }

    /// By an eighth of the screen.
    private func pan(_ columns: Int, _ rows: Int) {
        guard let viewport = editor?.viewport else { return }
        perform(.pan(columns: columns * max(1, viewport.width / 8), rows: rows * max(1, viewport.height / 8)))
    }

    func suspend() {
        _ = hidePixels()
        terminal.suspend()
    }

    func quit() {
        if let editor, editor.hasUnsavedResult || editor.hasUnsavedMarks {
            let what = editor.hasUnsavedResult ? "the result is" : "the marks are"
            prompt = .confirm(question: "\(what) not saved; quit all the same?", action: .quit)
        } else if isSaving {
            quitsWhenSaved = true
            message = "the save goes on; quits when it is done"
        } else {
            exitStatus = 0
        }
    }
}
