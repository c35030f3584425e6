import Pixels

/// The pen.
extension Command {
    /// Puts the pen down at the cursor, or lifts it.
    public static func togglePen(erasing: Bool) -> Command { Command { $0.togglePen(erasing: erasing) } }
    /// The same by mouse, whose buttons put the pen down where it points: has the left one erase, or mark again.
    public static func togglePointer(erasing: Bool) -> Command { Command { $0.togglePointer(erasing: erasing) } }
    public static func press(_ place: Point, erasing: Bool) -> Command { Command { $0.press(at: place, erasing: erasing) } }
    public static func dragTo(_ place: Point) -> Command { .change { $0.dragCursor(to: place) } }
    public static let release = change { $0.endStroke() }

    public static func select(_ tool: Tool) -> Command {
        Command { editor in
            editor.endStroke()
            guard editor.painted != .edges || tool.hasWidth else { return .message("edges are drawn by brush or line") }
            editor.tool = tool
            return nil
        }
    }

    /// What the user begins with: a tool, the brush's width in pixels of the photo, unless it goes by its size, and whether spots that
    /// the brush missed are left alone.
    public static func prepare(tool: Tool, brush: Int?, followsZoom: Bool, keepsIslands: Bool = false) -> Command {
        .change { editor in
            editor.tool = tool
            if let brush { editor.setBrush(Double(brush)) }
            editor.brushFollowsZoom = followsZoom
            editor.keepsIslands = keepsIslands
        }
    }

    public static func resizeBrush(steps: Int) -> Command { Command { $0.resizeBrush(steps) } }
}
