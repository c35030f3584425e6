import Pixels

/// The pen.
extension Command {
    /// Puts the pen down at the cursor, or lifts it.
    public static func togglePen(erasing: Bool) -> Command { Command { $0.togglePen(erasing: erasing) } }
    public static func press(_ place: Point, erasing: Bool) -> Command { Command { $0.press(at: place, erasing: erasing) } }
    public static func dragTo(_ place: Point) -> Command { .change { $0.dragCursor(to: place) } }
    public static let release = change { $0.endStroke() }

    public static func select(_ tool: Tool) -> Command {
        .change { editor in
            editor.endStroke()
            editor.tool = tool
        }
    }

    public static func resizeBrush(steps: Int) -> Command { Command { $0.resizeBrush(steps) } }
}
