/// What a key can be bound to.
enum EditorAction: String, CaseIterable {
    case left, right, up, down
    case farLeft = "far-left", farRight = "far-right", farUp = "far-up", farDown = "far-down"
    case panLeft = "pan-left", panRight = "pan-right", panUp = "pan-up", panDown = "pan-down"
    case paint, erase
    case smallerBrush = "smaller-brush", largerBrush = "larger-brush"
    case brush, line, rectangle, ellipse, lasso, fill
    case undo, redo, clear, invert, grow, shrink, feather, snap
    case zoomIn = "zoom-in", zoomOut = "zoom-out", fit
    case remove, cancel
    case coarse, first, final, detail
    case original, wipe, blink, panes, outline, pixels
    case save, saveAs = "save-as", loadMask = "load-mask", saveMask = "save-mask"
    case mouse, redraw, suspend, help, quit
    case next, previous, list

    /// Under which heading of the help it stands, and what the help says of it; nil where another line says it.
    var help: (topic: Topic, text: String)? {
        switch self {
        case .left: (.moving, "move (h j k l too); a number before it repeats")
        case .farLeft: (.moving, "move farther (H J K L too)")
        case .panLeft: (.view, "shift the view (middle mouse button drags it)")
        case .paint: (.marking, "put the brush down, lift it (left mouse button)")
        case .erase: (.marking, "erase likewise (right mouse button)")
        case .smallerBrush: (.marking, "smaller brush")
        case .largerBrush: (.marking, "larger brush")
        case .brush: (.marking, "tool: brush")
        case .line: (.marking, "tool: straight line")
        case .rectangle: (.marking, "tool: rectangle")
        case .ellipse: (.marking, "tool: ellipse")
        case .lasso: (.marking, "tool: lasso, the inside of an outline")
        case .fill: (.marking, "tool: fill an area of like color; again fills more")
        case .undo: (.marking, "undo, marks and removals alike")
        case .redo: (.marking, "redo")
        case .clear: (.marking, "clear all marks")
        case .invert: (.marking, "mark what is not marked")
        case .grow: (.marking, "grow the marks")
        case .shrink: (.marking, "shrink the marks")
        case .feather: (.marking, "soften the border of the marks")
        case .snap: (.marking, "snap: a scribble over an object becomes the whole object")
        case .zoomIn: (.view, "nearer (mouse wheel)")
        case .zoomOut: (.view, "farther")
        case .fit: (.view, "the whole photo")
        case .remove: (.removing, "remove what is marked")
        case .cancel: (.removing, "cancel")
        case .coarse: (.removing, "keep the coarse stage")
        case .first: (.removing, "keep the first refinement")
        case .final: (.removing, "keep the network's last")
        case .detail: (.removing, "keep the one with the photo's own texture")
        case .original: (.view, "show the photo as it was, and back")
        case .wipe: (.view, "wipe between before and after; arrows or mouse move the line")
        case .blink: (.view, "before and after in turn")
        case .panes: (.view, "all four stages side by side; a click or 1 to 4 keeps one")
        case .outline: (.view, "outline of the marks on or off")
        case .pixels: (.view, "true pixels about the cursor, where the terminal has graphics")
        case .save: (.files, "save the stage that is shown")
        case .saveAs: (.files, "save under another name")
        case .loadMask: (.files, "load the marks from a PNG file")
        case .saveMask: (.files, "save the marks as a PNG file")
        case .next: (.files, "the next photo")
        case .previous: (.files, "the photo before")
        case .list: (.files, "choose among the photos")
        case .mouse: (.files, "let go of the mouse to copy text, and take it again")
        case .redraw: (.view, "draw the screen anew")
        case .suspend: (.files, "suspend")
        case .help: (.files, "this help; a click on a line does it")
        case .quit: (.files, "quit")
        case .right, .up, .down, .farRight, .farUp, .farDown, .panRight, .panUp, .panDown: nil
        }
    }

    enum Topic: String, CaseIterable {
        case moving = "Moving", marking = "Marking", removing = "Removing", view = "View", files = "Files and program"
    }
}
