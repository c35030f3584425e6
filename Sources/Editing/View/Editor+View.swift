import Pixels

extension Editor {
    mutating func move(columns: Int, rows: Int) {
        if patching != nil { return movePatch(columns: columns, rows: rows) }
        if case .wipe(let column) = comparison, rows == 0 { return moveWipe(to: column + columns) }
        // A step is seen on the screen, and never less than a pixel of the photo.
        let horizontal = max(1, 1 / viewport.scale), vertical = max(1, 1 / viewport.verticalScale)
        dragCursor(to: Point(x: cursor.x + Double(columns) * horizontal, y: cursor.y + Double(rows) * vertical))
        if !viewport.isFit { viewport.follow(cursor) }
    }

    mutating func moveWipe(to column: Int) { comparison = .wipe(column: max(0, min(viewport.width, column))) }

    /// Moves the cursor, and the pen with it, but never the view.
    mutating func dragCursor(to place: Point) {
        if patching?.grip != nil { return dragPatch(to: place) }
        let place = Point(
            x: min(Double(original.width) - 0.5, max(0.5, place.x)), y: min(Double(original.height) - 0.5, max(0.5, place.y)))
        if place != cursor { floodTolerance = Editor.firstTolerance }
        cursor = place
        if stroke != nil { drag(to: place) }
    }

    mutating func zoom(_ steps: Int, about place: Point?) {
        var factor = 1.0
        for _ in 0..<min(100, abs(steps)) { factor *= steps > 0 ? 2.0.squareRoot() : 0.5.squareRoot() }
        viewport.zoom(by: factor, about: place ?? cursor)
        bringCursorIntoView()
    }

    /// By screen pixels; the cursor stays where it is as long as it is seen there.
    mutating func pan(columns: Int, rows: Int) {
        viewport.pan(columns: Double(columns), rows: Double(rows))
        bringCursorIntoView()
    }

    /// Moves the view to a place, as far as there is photo, and the cursor to its middle: the small picture, which says where, stays where it is.
    mutating func go(to place: Point) {
        endStroke()
        viewport.show(place, scale: viewport.scale)
        dragCursor(to: viewport.center)
    }

    /// Whether a screen pixel shows some of the photo.
    public func isPhoto(column: Int, row: Int) -> Bool {
        (0..<viewport.width).contains(column) && (0..<viewport.height).contains(row) && Sampler(viewport).isInside(column: column, row: row)
    }

    /// Whether all of an area is seen.
    func isInView(_ area: Rectangle) -> Bool {
        let first = viewport.pixel(of: Point(x: Double(area.x), y: Double(area.y)))
        let last = viewport.pixel(of: Point(x: Double(area.right) - 0.5, y: Double(area.bottom) - 0.5))
        return first.column >= 0 && first.row >= 0 && last.column < viewport.width && last.row < viewport.height
    }

    var isCursorInView: Bool {
        let position = viewport.pixel(of: cursor)
        return (0..<viewport.width).contains(position.column) && (0..<viewport.height).contains(position.row)
    }

    /// Moves a cursor that the view has left to its border, lest it paint unseen; the pen is lifted.
    mutating func bringCursorIntoView() {
        guard !isCursorInView else { return }
        endStroke()
        let position = viewport.pixel(of: cursor)
        dragCursor(
            to: viewport.place(
                column: min(viewport.width - 1, max(0, position.column)), row: min(viewport.height - 1, max(0, position.row))))
    }

    mutating func resize(width: Int, height: Int, aspect: Double) {
        let before = viewport.width, wasLooking = isLooking
        viewport.resize(width: width, height: height, aspect: aspect)
        if wasLooking {
            look?.before.viewport.resize(width: width, height: height, aspect: aspect)
            look?.start?.viewport.resize(width: width, height: height, aspect: aspect)
            look?.now.viewport = viewport
        }
        if case .wipe(let column) = comparison, before > 0 {
            comparison = .wipe(column: column * viewport.width / before)
        }
    }
}
