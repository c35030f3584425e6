import Editing
import Terminal

extension EditorSession {
    func handle(_ event: MouseEvent) {
        // Reports of an earlier, larger screen can still be on their way.
        guard event.row < screen.rows, event.column < screen.columns else { return }
        let barTop = screen.rows - bar.count
        if case .press(.left) = event.action, event.row >= barTop {
            if let key = bar[event.row - barTop].key(at: event.column) { handle(.key(key)) }
        } else if palette != nil {
            point(event) { if let action = palette?.action(at: event.row, height: pageHeight) { take(.run(action)) } }
        } else if help != nil {
            point(event) {
                let action = help?.action(column: event.column, row: event.row)
                help = nil
                if let action { choose(action) }
            }
        } else if photos.isShown {
            point(event) { if let photo = photos.photo(at: event.row, height: pageHeight) { take(.open(photo)) } }
        } else if edited.isBeingRead {
            edited.waiting.append(.input(.mouse(event)))
        } else if prompt == nil, let editor = edited.editor {
            pointed = event.row < barTop ? (event.column, event.row) : nil
            switch event.action {
            case .press, .wheelUp, .wheelDown:
                message = nil
                count.noteChoice(by: nil)
            case .drag, .release, .hover: break
            }
            for command in pointer.take(event, on: editor) { perform(command) }
        }
    }

    /// The mouse over a page of lines.
    private func point(_ event: MouseEvent, click: () -> Void) {
        switch event.action {
        case .wheelDown: handle(.key(.arrow(.down, .none)))
        case .wheelUp: handle(.key(.arrow(.up, .none)))
        case .press(.left): click()
        default: break
        }
    }
}
