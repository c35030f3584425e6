import Editing
import Pixels
import Terminal

/// The mouse over the picture: its reports become commands.
struct Pointer {
    /// The button that drags, once its press (or, if that got lost, its first drag) was seen.
    private var button: MouseEvent.Button?
    private var column = 0, row = 0
    /// Whether it drags over the small picture of the whole photo, or was pressed beside the photo and does nothing.
    private var isOnMinimap = false, isBeside = false

    /// What `event` does to `editor`.
    mutating func take(_ event: MouseEvent, on editor: Editor) -> [Command] {
        defer {
            column = event.column
            row = event.row
        }
        let place = Pointer.place(column: event.column, row: event.row, on: editor)
        switch event.action {
        case .press(let button): return begin(button, at: place, event, on: editor)
        case .drag(let button):
            // A press can get lost; the drag tells as much.
            return self.button == button ? go(on: button, to: place, event, on: editor) : begin(button, at: place, event, on: editor)
        case .release, .hover: return end()
        case .wheelUp: return [.zoom(steps: 1, about: place)]
        case .wheelDown: return [.zoom(steps: -1, about: place)]
        }
    }

    /// The place under the middle of a cell, which lies between two screen pixels.
    static func place(column: Int, row: Int, on editor: Editor) -> Point {
        let upper = editor.viewport.place(column: column, row: 2 * row), lower = editor.viewport.place(column: column, row: 2 * row + 1)
        return Point(x: upper.x, y: (upper.y + lower.y) / 2)
    }

    private mutating func begin(_ button: MouseEvent.Button, at place: Point, _ event: MouseEvent, on editor: Editor) -> [Command] {
        let before = end()
        self.button = button
        if button == .left, let target = editor.minimapPlace(column: event.column, row: 2 * event.row) {
            isOnMinimap = true
            return before + [.go(to: target)]
        }
        if case .wipe = editor.comparison, button == .left { return before + [.moveWipe(column: event.column)] }
        if button == .middle { return before }
        let rows = [2 * event.row, 2 * event.row + 1]
        isBeside = editor.patchMovement == nil && !rows.contains { editor.isPhoto(column: event.column, row: $0) }
        let erases = button == .right || editor.pointerErases || editor.pen.isErasing
        return isBeside ? before : before + [.press(place, erasing: erases)]
    }

    private func go(on button: MouseEvent.Button, to place: Point, _ event: MouseEvent, on editor: Editor) -> [Command] {
        if isOnMinimap {
            return editor.minimapPlace(column: event.column, row: 2 * event.row).map { [.go(to: $0)] } ?? []
        }
        if case .wipe = editor.comparison, button == .left { return [.moveWipe(column: event.column)] }
        if isBeside { return [] }
        return button == .middle ? [.pan(columns: column - event.column, rows: 2 * (row - event.row))] : [.dragTo(place)]
    }

    private mutating func end() -> [Command] {
        defer { (button, isOnMinimap, isBeside) = (nil, false, false) }
        return !isBeside && (button == .left || button == .right) ? [.release] : []
    }
}
