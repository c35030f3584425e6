import Pixels

/// When the view is not the whole photo, a small picture of all of it with a frame around what is shown, where there is room.
extension Editor {
    /// In an upper corner, see `isMinimapLeft`; nil where there is no need or no room.
    ///
    /// - Parameters:
    ///   - across: pixels of a column of the screen.
    ///   - rows: pixels of a line of cells.
    public func minimap(across: Int = 1, rows: Int = 2) -> Picture? {
        guard let small = minimapViewport?.refined(across: across, rows: rows) else { return nil }
        var copy = self
        copy.viewport = small
        copy.patching = nil
        // Its line stands for a column of the view, not of the photo.
        if case .wipe = comparison { copy.comparison = .off }
        var picture = copy.render()
        let first = small.pixel(of: viewport.place(column: 0, row: 0))
        let last = small.pixel(of: viewport.place(column: viewport.width - 1, row: viewport.height - 1))
        func mark(_ column: Int, _ row: Int) {
            guard column >= 0, column < picture.width, row >= 0, row < picture.height else { return }
            picture.signs[row * picture.width + column] = .line
            // Yellow is light for every eye.
            picture.bytes.replaceSubrange((row * picture.width + column) * 3..<(row * picture.width + column) * 3 + 3, with: [255, 230, 0])
        }
        for column in max(0, first.column)...max(0, first.column, last.column) {
            mark(column, first.row)
            mark(column, last.row)
        }
        for row in max(0, first.row)...max(0, first.row, last.row) {
            mark(first.column, row)
            mark(last.column, row)
        }
        return picture
    }

    /// It gives way to the cursor, lest the photo's corner under it could never be seen, and stays otherwise.
    mutating func placeMinimap() {
        let position = viewport.pixel(of: cursor)
        guard position.row < viewport.height / 2 else { return }
        if position.column >= viewport.width * 2 / 3 { isMinimapLeft = true }
        if position.column < viewport.width / 3 { isMinimapLeft = false }
    }

    /// The place of the photo that the small picture shows at a pixel of the screen; nil beside it.
    public func minimapPlace(column: Int, row: Int) -> Point? {
        guard let small = minimapViewport else { return nil }
        let column = isMinimapLeft ? column : column - (viewport.width - small.width)
        return (0..<small.width).contains(column) && (0..<small.height).contains(row) ? small.place(column: column, row: row) : nil
    }

    private var minimapViewport: Viewport? {
        guard !viewport.isFit, !comparison.hasPanes, viewport.width >= 48, viewport.height >= 24 else { return nil }
        var small = viewport
        let width = viewport.width / 5
        let height = max(2, min(viewport.height / 3, width * original.height / original.width) / 2 * 2)
        small.resize(width: max(2, min(width, height * original.width / original.height)), height: height, aspect: viewport.aspect)
        small.fit()
        return small
    }
}
