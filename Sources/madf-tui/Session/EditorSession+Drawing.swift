import Editing
import Terminal

extension EditorSession {
    /// Shows the present state; the terminal sends only what differs.
    func draw() {
        let rows = terminal.rows, columns = terminal.columns
        guard rows >= 4, columns >= 16 else {
            clickable = []
            let text = String("too small".prefix(columns))
            return terminal.present(Frame(content: .page([TextLine(text)]), status: [], cursor: nil))
        }
        if let top = helpTop {
            let lines = helpLines().map(\.line)
            return present(
                Array(lines.dropFirst(top).prefix(rows - 1)),
                over: [("j", .character("j")), (" k scroll", .character("k")), ("  any other key goes back", .escape)])
        }
        if picker != nil {
            return present(pickerLines(height: rows - 1), over: [
                ("Enter opens", .enter), ("  j", .character("j")), (" k choose", .character("k")),
                ("  q \(editor == nil ? "quits" : "back")", .character("q")),
            ])
        }
        if case .shown? = pixelView {
            clickable = []
            let line = TextLine(" true pixels about the cursor; any key goes back", style: .reverse)
            return terminal.present(Frame(content: .page([]), status: [line], cursor: nil))
        }
        let height = rows - 2
        var grid = CellGrid(columns: columns, rows: height)
        var cursor: (column: Int, row: Int)?
        if editor != nil {
            fit(&editor, height: height)
            grid = view(of: editor!)
            let position = editor!.viewport.pixel(of: editor!.cursor)
            if editor!.comparison != .panes, position.column >= 0, position.column < columns, position.row >= 0, position.row < 2 * height {
                cursor = (position.column, position.row / 2)
            }
        } else if preview != nil {
            fit(&preview, height: height)
            grid = encode(preview!.render())
        }
        if case .text(let label, let field, _)? = prompt {
            let column = TextLine.width(" " + label) + field.window(columns: textColumns(label)).cursor
            cursor = (min(columns - 1, column), rows - 1)
        }
        terminal.present(Frame(content: .picture(grid), status: statusLines(), cursor: cursor))
    }

    /// A page of text, and a line below it that says which keys there are.
    private func present(_ page: [TextLine], over keys: [(text: String, key: Key)]) {
        var line = StatusLine(style: .reverse, width: terminal.columns)
        line.add(" ")
        for (text, key) in keys { line.add(text, key: key) }
        clickable = [line.targets]
        terminal.present(Frame(content: .page(page), status: [line.line], cursor: nil))
    }

    private func fit(_ editor: inout Editor?, height: Int) {
        guard let viewport = editor?.viewport,
            viewport.width != terminal.columns || viewport.height != 2 * height else { return }
        _ = editor?.perform(.resize(width: terminal.columns, height: 2 * height, aspect: terminal.pixelAspect))
    }

    /// The view as cells; drawn anew only when something in it has changed, so that progress and moves cost little.
    private func view(of editor: Editor) -> CellGrid {
        let state = ViewState(
            generation: generation, revision: editor.revision, viewport: editor.viewport, comparison: editor.comparison,
            stages: editor.choosable?.stages.count ?? 0,
            showsOutline: editor.showsOutline, isMinimapLeft: isMinimapLeft(editor))
        if let drawn, drawn.state == state { return drawn.grid }
        var grid = encode(editor.render())
        if let map = editor.minimap() { grid.overlay(encode(map), isLeft: state.isMinimapLeft) }
        if editor.comparison == .panes, let shown = editor.choosable?.shown {
            for (offset, pane) in editor.paneOrigins.enumerated() {
                let kept = pane.stage == shown ? "(kept) " : ""
                grid.write(" \(offset + 1) \(pane.stage.rawValue) \(kept)", column: pane.x, row: pane.y / 2)
            }
        }
        drawn = (state, grid)
        return grid
    }

    /// The small picture gives way to the cursor, lest the photo's corner under it could never be seen.
    private func isMinimapLeft(_ editor: Editor) -> Bool {
        let viewport = editor.viewport, cursor = viewport.pixel(of: editor.cursor)
        return !viewport.isFit && cursor.column >= viewport.width * 2 / 3 && cursor.row < viewport.height / 2
    }

    private func encode(_ picture: Picture) -> CellGrid {
        terminal.encoder.encode(
            PixelGrid(
                width: picture.width, height: picture.height, bytes: picture.bytes, marked: picture.marked, lines: picture.lines))
    }
}
