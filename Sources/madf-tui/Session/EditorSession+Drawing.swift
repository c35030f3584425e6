import Editing
import Pixels
import Terminal

extension EditorSession {
    /// Shows the present state; the screen sends only what differs.
    package func draw() {
        guard isLargeEnough else {
            bar = []
            let text = String("too small".prefix(screen.columns))
            return screen.present(Frame(content: .page([TextLine(text)]), status: [], cursor: nil, title: title))
        }
        if palette != nil || help != nil || photos.isShown { coverPixels() }
        if let palette {
            let field = FieldLine(label: ActionPalette.label, field: palette.field, columns: screen.columns)
            return present(palette.page(columns: screen.columns, height: pageHeight), over: field.line, cursor: (field.cursor, screen.rows - 1))
        }
        help?.fit(columns: screen.columns, height: pageHeight)
        if let help { return present(help.page, over: HelpPage.keys) }
        if photos.isShown { return presentList() }
        drawPhoto(height: screen.rows - 2)
    }

    /// - Parameter height: lines of cells that it has.
    private func drawPhoto(height: Int) {
        var grid = CellGrid(columns: screen.columns, rows: height)
        var cursor: (column: Int, row: Int)?
        fitPhoto()
        dropMessage()
        if let editor = edited.editor {
            if !pixels.isShown { grid = view.grid(of: editor, generation: edited.generation, brush: brush(of: editor), by: screen.encoder) }
            let position = editor.viewport.pixel(of: editor.cursor)
            if !editor.comparison.hasPanes, (0..<screen.columns).contains(position.column), (0..<2 * height).contains(position.row) {
                cursor = (position.column, position.row / 2)
            }
        } else if let preview = edited.preview {
            grid = screen.encoder.encode(PixelGrid(preview.refined(by: screen.encoder.shape).render()))
        }
        let status = status
        bar = status.lines
        // What is said in more lines lies over the picture.
        if bar.count > 2 { grid = grid.prefix(rows: max(0, screen.rows - bar.count)) }
        if bar.count > 2 || edited.editor == nil { coverPixels() }
        if let row = cursor?.row, row >= grid.rows { cursor = nil }
        if let column = status.cursorColumn { cursor = (column, screen.rows - 1) }
        screen.present(Frame(content: .picture(grid), status: bar.map(\.line), cursor: cursor, title: title))
        if bar.count <= 2, let editor = edited.editor { pixels.draw(editor, brush: brush(of: editor), on: screen) }
    }

    /// Where the outline of the brush is seen.
    private func brush(of editor: Editor) -> Point {
        pointed.map { Pointer.place(column: $0.column, row: $0.row, on: editor) } ?? editor.cursor
    }

    private func presentList() {
        let page = photos.page(columns: screen.columns, height: pageHeight, state: state)
        if let typed = photos.field {
            let field = FieldLine(label: "\(photos.count) / ", field: typed, columns: screen.columns)
            return present(page, over: field.line, cursor: (field.cursor, screen.rows - 1))
        }
        present(
            page,
            over: [
                (photos.count, nil), ("  Enter opens", .enter), ("  j", .character("j")), (" k", .character("k")), (" G choose", .character("G")),
                ("  / filters", .character("/")), (photos.isOpen ? "  q back" : "  q quits", .character("q")),
            ])
    }

    /// What is edited, and what is going on with it.
    private var title: String {
        guard photos.isOpen else { return "madf-tui" }
        return photos.name + photos.place + (doing.map { ": \($0)" } ?? "") + " - madf-tui"
    }

    private var doing: String? {
        guard let editor = edited.editor else { return edited.couldNotOpen ? "cannot open" : "opening" }
        if let progress { return "removing \(Int(100 * progress.share)) %" }
        if saves.isRunning { return "saving" }
        return editor.isUnsaved ? "unsaved" : nil
    }

    /// Whether there is room for anything.
    var isLargeEnough: Bool { screen.rows >= 4 && screen.columns >= 16 }

    /// How far the removal is from the photo that is seen.
    private var progress: Engine.Progress? { (edited.editor?.running?.number).flatMap { engine.progress[$0] } }

    var status: StatusBar {
        var status = StatusBar(keys: keys, columns: screen.columns)
        status.isUnicode = screen.isUnicode
        status.hasMouse = screen.hasMouse
        status.name = photos.name
        status.place = photos.place
        status.hasSeveralPhotos = photos.hasSeveral
        status.editor = edited.editor
        status.couldNotOpen = edited.couldNotOpen
        status.progress = progress.map { ($0.share, $0.phase, screen.seconds - $0.start) }
        status.elsewhere = elsewhere
        status.isSaving = saves.isRunning
        status.showsPixels = pixels.isShown
        status.count = count.number
        status.message = message ?? edited.editor?.patchWarning
        status.prompt = prompt
        return status
    }

    /// A page of text, and a line below it that says which keys there are.
    private func present(_ page: [TextLine], over keys: [(text: String, key: Key?)]) {
        var line = StatusLine(style: .reverse, width: screen.columns)
        line.add(" ")
        for (text, key) in keys where TextLine.width(text) <= line.room { line.add(text, does: key.map { .key($0) }) }
        present(page, over: line)
    }

    private func present(_ page: [TextLine], over line: StatusLine, cursor: (column: Int, row: Int)? = nil) {
        bar = [line]
        screen.present(Frame(content: .page(page), status: [line.line], cursor: cursor, title: title))
    }

    /// Fits what is seen of the photo to the screen.
    func fitPhoto() {
        fit(&edited.editor, height: screen.rows - 2)
        fit(&edited.preview, height: screen.rows - 2)
    }

    private func fit(_ editor: inout Editor?, height: Int) {
        guard let viewport = editor?.viewport, viewport.width != screen.columns || viewport.height != 2 * height else { return }
        _ = editor?.perform(.resize(width: screen.columns, height: 2 * height, aspect: screen.pixelAspect))
    }
}
