import Pixels
import Terminal

/// What the mouse is at.
struct MouseState {
    /// The button that drags, once its press (or, if that got lost, its first drag) was seen.
    var button: MouseEvent.Button?
    var column = 0, row = 0
}

extension EditorSession {
    func handle(_ event: MouseEvent) {
        // Reports of an earlier, larger screen can still be on their way.
        guard event.row < terminal.rows, event.column < terminal.columns else { return }
        if case .shown? = pixelView {
            if case .press = event.action { _ = hidePixels() }
            return
        }
        let pictureRows = terminal.rows - clickable.count
        if case .press(.left) = event.action, event.row >= pictureRows {
            let line = clickable[event.row - pictureRows]
            if let target = line.first(where: { $0.columns.contains(event.column) }) { handle(target.key) }
            return
        }
        if helpTop != nil { return handleHelp(event) }
        if picker != nil {
            switch event.action {
            case .wheelDown: handlePicker(.arrow(.down, .none))
            case .wheelUp: handlePicker(.arrow(.up, .none))
            case .press(.left):
                let line = pickerTop(terminal.rows - 1) + event.row
                if line < paths.count { pick(line) }
            default: break
            }
            return
        }
        guard prompt == nil, let editor else { return }
        // A cell is two screen pixels; its middle lies between them.
        let upper = editor.viewport.place(column: event.column, row: 2 * event.row)
        let lower = editor.viewport.place(column: event.column, row: 2 * event.row + 1)
        let place = Point(x: upper.x, y: (upper.y + lower.y) / 2)
        switch event.action {
        case .press(let button):
            message = nil
            stageDigit = nil
            begin(button, at: place, event)
        case .drag(let button):
            // A press can get lost; the drag tells as much.
            if mouse.button != button { begin(button, at: place, event) } else { go(on: button, to: place, event) }
        case .release, .hover:
            end()
        case .wheelUp: perform(.zoom(steps: 1, about: place))
        case .wheelDown: perform(.zoom(steps: -1, about: place))
        }
        mouse.column = event.column
        mouse.row = event.row
    }

    private func begin(_ button: MouseEvent.Button, at place: Point, _ event: MouseEvent) {
        end()
        if editor?.comparison == .panes {
            if let stage = editor?.pane(column: event.column, row: 2 * event.row) { perform(.show(stage)) }
            return
        }
        mouse.button = button
        if case .wipe? = editor?.comparison, button == .left { return perform(.moveWipe(column: event.column)) }
        guard button != .middle else { return }
        perform(.press(place, erasing: button == .right))
    }

    private func go(on button: MouseEvent.Button, to place: Point, _ event: MouseEvent) {
        if case .wipe? = editor?.comparison, button == .left { return perform(.moveWipe(column: event.column)) }
        if button == .middle {
            perform(.pan(columns: mouse.column - event.column, rows: 2 * (mouse.row - event.row)))
        } else {
            perform(.dragTo(place))
        }
    }

    private func end() {
        if mouse.button == .left || mouse.button == .right { perform(.release) }
        mouse.button = nil
    }
}
