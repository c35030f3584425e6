import Pixels

/// What is looked at, and where the cursor is.
extension Command {
    /// The cursor, by screen pixels (at least one pixel of the photo each); to the side during a wipe, its line.
    public static func move(columns: Int, rows: Int) -> Command { .change { $0.move(columns: columns, rows: rows) } }
    /// By steps of the square root of 2, about a place of the photo (the cursor unless given).
    public static func zoom(steps: Int, about place: Point?) -> Command { .change { $0.zoom(steps, about: place) } }
    public static let fit = change { $0.viewport.fit() }

    /// Nearer to marks or result, and back.
    public static let toggleLook = Command { $0.toggleLook() }

    /// Nearer to the cursor, with so many columns to a pixel of the photo.
    public static func lookClosely(scale: Double) -> Command { .change { $0.look(at: $0.cursor, scale: scale) } }
    /// The view from before something was looked at, as long as that is where it was.
    public static let lookBack = change { $0.lookBack() }

    /// To another place of the photo.
    public static func go(to place: Point) -> Command { .change { $0.go(to: place) } }

    /// By screen pixels.
    public static func pan(columns: Int, rows: Int) -> Command {
        .change { $0.pan(columns: columns, rows: rows) }
    }

    /// By eighths of the screen.
    public static func shift(columns: Int, rows: Int) -> Command {
        .change { editor in
            let across = max(1, editor.viewport.width / 8), down = max(1, editor.viewport.height / 8)
            editor.pan(columns: columns * across, rows: rows * down)
        }
    }

    public static func resize(width: Int, height: Int, aspect: Double) -> Command {
        .change { $0.resize(width: width, height: height, aspect: aspect) }
    }
}
