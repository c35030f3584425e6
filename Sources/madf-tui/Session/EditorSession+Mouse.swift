import Editing
import Terminal

extension EditorSession {
    /// What lies over the photo, or beside it, and is clicked: it acts when the button is lifted there, so that no report of the click comes after what
    /// it does.
    enum Spot: Equatable {
        case word(StatusLine.Target)
        /// A column of a name that is typed.
        case name(column: Int)
        /// A line of a page, with what it does.
        case line(Action?)
        case photo(Int)
        case pane(Pane)
        /// Of a found line: a second click brings it back.
        case label(line: Int)
        case nothing
    }

    /// A press on a spot.
    struct Click {
        let spot: Spot
        let column, row: Int
        var seconds: Double

        /// Within which two presses at one place are a double click.
        private static let doubleClickSeconds = 0.5

        /// The second press of a double click is not meant for what the first one has brought there, nor is it to bring a line back.
        func isMeant(_ spot: Spot?, at event: MouseEvent, _ now: Double) -> Bool {
            if case .label? = spot, spot == self.spot { return now - seconds > Self.doubleClickSeconds }
            return spot == self.spot || now - seconds > Self.doubleClickSeconds || event.row != row || abs(event.column - column) > 1
        }
    }

    func handle(_ event: MouseEvent) {
        // Reports of an earlier, larger screen can still be on their way.
        guard event.row < screen.rows, event.column < screen.columns else { return }
        switch event.action {
        case .press(let button):
            let spot = spot(at: event, button)
            pressed = spot
            if let click, !click.isMeant(spot, at: event, screen.seconds) {
                self.click?.seconds = screen.seconds
                pressed = .nothing
            } else {
                click = spot.map { Click(spot: $0, column: event.column, row: event.row, seconds: screen.seconds) }
            }
            if pressed == nil { point(event) }
        case .drag where pressed != nil: break
        case .release(let button) where pressed != nil:
            if button == .left, let spot = spot(at: event, button), spot == pressed { act(on: spot) }
            pressed = nil
        default:
            pressed = nil
            point(event)
        }
    }

    private func spot(at event: MouseEvent, _ button: MouseEvent.Button) -> Spot? {
        let barTop = screen.rows - bar.count
        if event.row >= barTop {
            if let target = bar[event.row - barTop].target(at: event.column) { return .word(target) }
            if case .text? = prompt, palette == nil, help == nil, event.row == screen.rows - 1 { return .name(column: event.column) }
            return .nothing
        }
        if let palette { return palette.action(at: event.row, columns: screen.columns, height: pageHeight).map { .line($0) } ?? .nothing }
        if let help { return .line(help.action(column: event.column, row: event.row)) }
        if photos.isShown { return photos.photo(at: event.row, height: pageHeight).map { .photo($0) } ?? .nothing }
        guard button == .left, let editor = edited.editor, prompt == nil else { return nil }
        if editor.comparison == .lines { return editor.labeledLine(column: event.column, row: 2 * event.row).map { .label(line: $0) } }
        guard editor.comparison.hasPanes else { return nil }
        return editor.pane(column: event.column, row: 2 * event.row).map { .pane($0) } ?? .nothing
    }

    private func act(on spot: Spot) {
        switch spot {
        case .nothing: break
        case .word(let target):
            switch target.does {
            case .action(let action): choose(action)
            case .key(let key):
                let isEditing = prompt == nil && palette == nil && help == nil && !photos.isShown
                if isEditing, let action = keys[key], action.putsPenDown { choose(byMouse: action) } else { handle(.key(key)) }
            }
        case .name(let column): prompt?.placeCursor(at: column, columns: screen.columns)
        case .line(let action):
            (help, palette) = (nil, nil)
            if let action { choose(byMouse: action) }
        case .photo(let photo): take(.open(photo))
        case .pane(.stage(let stage)): choose(.show(stage))
        case .pane(.attempt(let attempt)): choose(.choose(attempt: attempt))
        case .label(let line): choose(.toggleLine(line))
        }
    }

    private func choose(_ command: Command) {
        message = nil
        perform(command)
    }

    /// The pen is not put down at the cursor, which is elsewhere: the mouse's buttons do that.
    private func choose(byMouse action: Action) {
        guard action.putsPenDown else { return choose(action) }
        message = nil
        perform(.togglePointer(erasing: action == .erase))
    }

    /// The mouse over the photo; the wheel over a page of lines.
    private func point(_ event: MouseEvent) {
        if palette != nil || help != nil || photos.isShown {
            if event.action == .wheelDown { handle(.key(.arrow(.down, .none))) }
            if event.action == .wheelUp { handle(.key(.arrow(.up, .none))) }
        } else if edited.isBeingRead {
            edited.waiting.append(.input(.mouse(event)))
        } else if prompt == nil, let editor = edited.editor {
            pointed = event.row < screen.rows - bar.count ? (event.column, event.row) : nil
            switch event.action {
            case .press, .wheelUp, .wheelDown:
                message = nil
                count.noteChoice(by: nil)
            case .drag, .release, .hover: break
            }
            for command in pointer.take(event, on: editor) { perform(command) }
        }
    }
}
