import Editing
import Terminal

extension EditorSession {
    func handle(_ input: InputEvent) {
        switch input {
        case .key(let key): handle(key)
        case .mouse(let event): handle(event)
        case .paste(let text): paste(text)
        case .reply(let text): if let answers = pixels.take(text) { showPixels(answers) }
        }
    }

    private func paste(_ text: String) {
        if palette != nil {
            palette?.paste(text)
        } else if help != nil {
            return
        } else if photos.isShown {
            photos.paste(text)
        } else {
            prompt?.paste(text)
        }
    }

    private func handle(_ key: Key) {
        // What lies over the rest comes first.
        if let outcome = palette?.take(key, height: pageHeight) {
            take(outcome)
        } else if help != nil {
            readHelp(key)
        } else if photos.isShown {
            take(photos.take(key, height: pageHeight))
        } else if let answer = prompt?.take(key) {
            prompt = nil
            take(answer)
        } else if prompt == nil {
            edit(key)
        }
    }

    /// Nothing but what opens it, quits or cancels closes it: other keys are not lost on what is below.
    private func readHelp(_ key: Key) {
        switch keys[key] {
        case .help, .quit, .cancel: help = nil
        case .palette: openPalette()
        default: help?.take(key)
        }
    }

    private func openPalette() {
        help = nil
        palette = ActionPalette(keys: keys, likeliest: status.hints.flatMap(\.actions))
    }

    func take(_ outcome: ActionPalette.Outcome) {
        switch outcome {
        case .none: break
        case .closed: palette = nil
        case .run(let action):
            palette = nil
            choose(action)
        }
    }

    /// Whether what was asked for waits for the photo to be read, behind what waits already.
    private func waits(_ action: Action?) -> Bool {
        guard edited.isBeingRead else { return false }
        switch action {
        case .quit: return false
        case .cancel:
            edited.waiting = []
            return false
        case .next, .previous, .list, .help, .palette, .redraw, .suspend, .mouse: return !edited.waiting.isEmpty
        default: return true
        }
    }

    /// Does what was asked of the photo while it was being read.
    func catchUp() {
        guard edited.editor != nil, prompt == nil, !edited.waiting.isEmpty else { return }
        fitPhoto()
        let waiting = edited.waiting
        edited.waiting = []
        for asked in waiting {
            switch asked {
            case .input(let input): handle(input)
            case .action(let action): run(action)
            }
        }
    }

    private func edit(_ key: Key) {
        if waits(keys[key]) { return edited.waiting.append(.input(.key(key))) }
        pointed = nil
        if let comparison = edited.editor?.comparison, comparison == .tries || comparison == .lines,
            let digit = KeyCount.digit(of: key), digit > 0
        {
            message = nil
            return perform(comparison == .tries ? .choose(attempt: digit - 1) : .toggleLine(digit - 1))
        }
        let action = keys[key], (isDigit, takesBack) = count.take(key, for: action, on: edited.editor)
        message = nil
        if takesBack { perform(.takeBackChoice) }
        if isDigit { return }
        defer { count.end() }
        guard let action else {
            count.noteChoice(by: nil)
            return message = "\(key.name) does nothing; \(keys.name(of: .help)) shows all keys"
        }
        if key == .control("c"), edited.editor?.isIdle != false { message = "\(keys.name(of: .quit)) quits" }
        if action == .cancel, edited.editor?.isIdle == true, hidePixels() { return }
        // Of several digits the choice before the first one is to come back.
        if action.isStage, count.hasChosen { perform(.takeBackChoice) }
        run(action)
        let mayBeNumber = action.isStage || action == .fit && count.hasChosen
        count.noteChoice(by: mayBeNumber && edited.editor?.choosable != nil ? key : nil)
    }

    /// Does what was chosen in the palette or the help.
    func choose(_ action: Action) {
        message = nil
        if waits(action) { edited.waiting.append(.action(action)) } else { run(action) }
    }

    /// Does `action` as often as was typed before.
    private func run(_ action: Action) {
        switch action.entry.operation(count.number ?? 1) {
        case .command(let command, let times): for _ in 0..<times { perform(command) }
        case .request(let request): fulfill(request)
        }
    }

    private func fulfill(_ request: Action.Request) {
        let isPatching = edited.editor?.patchMovement != nil
        switch request {
        case .save where isPatching, .saveAs where isPatching:
            message = "the patch is not taken yet: \(keys.name(of: .remove)) takes it, \(keys.name(of: .cancel)) gives it up"
        case .save: save()
        case .saveAs: ask(outputPath, .saveAs)
        case .loadMask: ask(savedMaskPath, .loadMask)
        case .saveMask: ask(maskPath, .saveMask)
        case .turn(let step): turn(by: step)
        case .list: if photos.hasSeveral { photos.showList() } else { message = "there is one photo only: name several, or a folder" }
        case .patch: if let editor = edited.editor { perform(.togglePatch(growth: options.fill.growth(on: editor.original))) }
        case .mouse:
            screen.hasMouse.toggle()
            message = screen.hasMouse ? "the mouse paints again" : "the mouse selects text; \(keys.name(of: .mouse)) takes it back"
        case .pixels: togglePixels()
        case .redraw: screen.redrawAll()
        case .suspend: suspend()
        case .palette: openPalette()
        case .help: help = HelpPage(keys: keys)
        case .quit: quit()
        }
    }

    /// Lines of a page over the picture: the last one says what can be done on it.
    var pageHeight: Int { max(1, screen.rows - 1) }

    func suspend() {
        hidePixels()
        screen.suspend()
    }

    func quit() {
        let others = kept.unsaved.map { photos.paths[$0].shownName }
        if edited.isUnsaved || !others.isEmpty {
            let hasResult = edited.editor?.hasUnsavedResult == true, names = (edited.isUnsaved ? [photos.name] : []) + others
            let what = others.isEmpty ? hasResult ? "the result is" : "the marks are" : EditorSession.list(names)
            prompt = .confirm(
                question: "\(what) not saved; quit all the same?", action: .quit(savesFirst: hasResult || kept.unsavedResult != nil))
        } else if saves.isRunning {
            saves.quits = true
            message = "the save goes on; quits when it is done"
        } else {
            ending = Ending(status: 0)
        }
    }

    private static func list(_ names: [String]) -> String {
        if names.count == 1 { return "\(names[0]) is" }
        return names.count == 2 ? "\(names[0]) and \(names[1]) are" : "\(names[0]) and \(names.count - 1) more are"
    }
}
