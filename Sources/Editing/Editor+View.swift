import Pixels

extension Command {
    /// The cursor, by screen pixels (at least one pixel of the photo each); to the side during a wipe, its line.
    public static func move(columns: Int, rows: Int) -> Command { .change { $0.move(columns: columns, rows: rows) } }
    /// By steps of the square root of 2, about a place of the photo (the cursor unless given).
    public static func zoom(steps: Int, about place: Point?) -> Command { .change { $0.zoom(steps, about: place) } }
    public static let fit = change { $0.viewport.fit() }

    /// By screen pixels.
    public static func pan(columns: Int, rows: Int) -> Command {
        .change { $0.viewport.pan(columns: Double(columns), rows: Double(rows)) }
    }

    /// By eighths of the screen.
    public static func shift(columns: Int, rows: Int) -> Command {
        .change { editor in
            let across = max(1, editor.viewport.width / 8), down = max(1, editor.viewport.height / 8)
            editor.viewport.pan(columns: Double(columns * across), rows: Double(rows * down))
        }
    }

    public static func resize(width: Int, height: Int, aspect: Double) -> Command {
        .change { $0.resize(width: width, height: height, aspect: aspect) }
    }
}

extension Editor {
    fileprivate mutating func move(columns: Int, rows: Int) {
        if case .wipe(let column) = comparison, rows == 0 { return moveWipe(to: column + columns) }
        // A step is seen on the screen, and never less than a pixel of the photo.
        let horizontal = max(1, 1 / viewport.scale), vertical = max(1, 1 / viewport.verticalScale)
        dragCursor(to: Point(x: cursor.x + Double(columns) * horizontal, y: cursor.y + Double(rows) * vertical))
        if !viewport.isFit { viewport.follow(cursor) }
    }

    /// Moves the cursor, and the pen with it, but never the view.
    mutating func dragCursor(to place: Point) {
        let place = Point(x: min(Double(mask.width) - 0.5, max(0.5, place.x)), y: min(Double(mask.height) - 0.5, max(0.5, place.y)))
        if place != cursor { floodTolerance = Editor.firstTolerance }
        cursor = place
        if stroke != nil { drag(to: place) }
    }

    fileprivate mutating func zoom(_ steps: Int, about place: Point?) {
        var factor = 1.0
        for _ in 0..<min(100, abs(steps)) { factor *= steps > 0 ? 2.0.squareRoot() : 0.5.squareRoot() }
        viewport.zoom(by: factor, about: place ?? cursor)
    }

    fileprivate mutating func resize(width: Int, height: Int, aspect: Double) {
        let before = viewport.width
        viewport.resize(width: width, height: height, aspect: aspect)
        if case .wipe(let column) = comparison, before > 0 {
            comparison = .wipe(column: column * viewport.width / before)
        }
    }
}
