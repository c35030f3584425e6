extension Action {
    /// Cells that the cursor goes at a time where it goes far.
    private static let far = 8
    /// No more steps than the history has are undone at once.
    private static let mostSteps = History.steps

    /// Every action: its keys, what the help says, and what it does. Help, key map, configuration and manual go by it.
    public static let table: [Entry] = [
        Entry(.left, "Left h", as: "arrows", .moving, "move (h j k l too); a number before it repeats") {
            .command(.move(columns: -$0, rows: 0))
        },
        Entry(.right, "Right l", .moving, nil) { .command(.move(columns: $0, rows: 0)) },
        Entry(.up, "Up k", .moving, nil) { .command(.move(columns: 0, rows: -$0)) },
        Entry(.down, "Down j", .moving, nil) { .command(.move(columns: 0, rows: $0)) },
        Entry(.farLeft, "Shift-Left H Home", as: "Shift-arrows", .moving, "move farther (H J K L too)") {
            .command(.move(columns: -far * $0, rows: 0))
        },
        Entry(.farRight, "Shift-Right L End", .moving, nil) { .command(.move(columns: far * $0, rows: 0)) },
        Entry(.farUp, "Shift-Up K PageUp", .moving, nil) { .command(.move(columns: 0, rows: -far * $0)) },
        Entry(.farDown, "Shift-Down J PageDown", .moving, nil) { .command(.move(columns: 0, rows: far * $0)) },

        Entry(.paint, "Space", .marking, "put the brush down, lift it (left mouse button)") { _ in .command(.togglePen(erasing: false)) },
        Entry(.erase, "x", .marking, "erase likewise; off the marks, bring the photo back (right mouse button)") { _ in
            .command(.togglePen(erasing: true))
        },
        Entry(.smallerBrush, "[", .marking, "smaller brush") { .command(.resizeBrush(steps: -$0)) },
        Entry(.largerBrush, "]", .marking, "larger brush") { .command(.resizeBrush(steps: $0)) },
        Entry(.brush, "b", .marking, "tool: brush") { _ in .command(.select(.brush)) },
        Entry(.line, "t", .marking, "tool: straight line") { _ in .command(.select(.line)) },
        Entry(.rectangle, "r", .marking, "tool: rectangle") { _ in .command(.select(.rectangle)) },
        Entry(.ellipse, "e", .marking, "tool: ellipse") { _ in .command(.select(.ellipse)) },
        Entry(.lasso, "o", .marking, "tool: lasso, the inside of an outline") { _ in .command(.select(.lasso)) },
        Entry(.fill, "f", .marking, "tool: fill an area of like color; again fills more") { _ in .command(.select(.fill)) },
        Entry(.select, "g", .marking, "tool: select, a click outlines the object there; snap takes more") { _ in .command(.select(.select)) },
        Entry(.undo, "u", .marking, "undo, marks and removals alike") { .command(.undo, times: min($0, mostSteps)) },
        Entry(.redo, "^R", .marking, "redo") { .command(.redo, times: min($0, mostSteps)) },
        Entry(.clear, "c", .marking, "clear all marks") { _ in .command(.clear) },
        Entry(.invert, "i", .marking, "mark what is not marked") { _ in .command(.invert) },
        Entry(.grow, ">", .marking, "grow the marks") { .command(.grow(steps: $0)) },
        Entry(.shrink, "<", .marking, "shrink the marks") { .command(.grow(steps: -$0)) },
        Entry(.feather, "F", .marking, "soften the border of the marks") { .command(.feather(steps: $0)) },
        Entry(.snap, "a", .marking, "snap: a scribble, or the cursor, becomes the object there; again takes more") { _ in .command(.snap) },
        Entry(.keepOut, "d", .marking, "keep out: the tools paint what no fill copies from; again, what goes") { _ in .command(.toggle(.keepOut)) },
        Entry(.edges, "E", .marking, "edges: the tools draw where an edge goes on through the hole; again, what goes") { _ in
            .command(.toggle(.edges))
        },

        Entry(.remove, "Enter", .removing, "remove what is marked; while a removal runs, next") { _ in .command(.remove) },
        Entry(.cancel, "Esc ^C", .removing, "cancel") { _ in .command(.cancel) },
        Entry(.again, "A", .removing, "another try: the next of several fills, unlike those before") { _ in .command(.tryAgain) },
        Entry(.tries, "T", .removing, "all tries side by side; a click or a digit keeps one") { _ in .command(.toggleTries) },
        Entry(.lines, "_", .removing, "lines that the fill follows, or will; a click or a digit erases one") { _ in .command(.toggleLines) },
        Entry(.patch, "C", .removing, "patch: fill the marks from where arrows or the mouse move their outline") { _ in .request(.patch) },
        Entry(.mirror, "|", .removing, "mirror the source of a patch") { _ in .command(.mirror) },
        Entry(.coarse, "1", .removing, "keep the coarse stage") { _ in .command(.show(.coarse)) },
        Entry(.first, "2", .removing, "keep the first refinement") { _ in .command(.show(.first)) },
        Entry(.final, "3", .removing, "keep the network's last") { _ in .command(.show(.final)) },
        Entry(.detail, "4", .removing, "keep the one with the photo's own texture") { _ in .command(.show(.detail)) },

        Entry(.panLeft, "Ctrl-Left", as: "Ctrl-arrows", .view, "shift the view (middle mouse button drags it)") {
            .command(.shift(columns: -$0, rows: 0))
        },
        Entry(.panRight, "Ctrl-Right", .view, nil) { .command(.shift(columns: $0, rows: 0)) },
        Entry(.panUp, "Ctrl-Up", .view, nil) { .command(.shift(columns: 0, rows: -$0)) },
        Entry(.panDown, "Ctrl-Down", .view, nil) { .command(.shift(columns: 0, rows: $0)) },
        Entry(.zoomIn, "+ =", .view, "nearer (mouse wheel)") { .command(.zoom(steps: $0, about: nil)) },
        Entry(.zoomOut, "-", .view, "farther") { .command(.zoom(steps: -$0, about: nil)) },
        Entry(.fit, "0", .view, "the whole photo") { _ in .command(.fit) },
        Entry(.look, "z", .view, "nearer to the marks or the result, and back") { _ in .command(.toggleLook) },
        Entry(.original, "Tab", .view, "show the photo as it was, and back") { _ in .command(.toggleOriginal) },
        Entry(.wipe, "w", .view, "wipe between before and after; arrows or mouse move the line") { _ in .command(.toggleWipe) },
        Entry(.blink, "B", .view, "before and after in turn") { _ in .command(.toggleBlink) },
        Entry(.panes, "#", .view, "all four stages side by side; a click or 1 to 4 keeps one") { _ in .command(.togglePanes) },
        Entry(.outline, "O", .view, "outline of the marks on or off") { _ in .command(.toggleOutline) },
        Entry(.pixels, "v", .view, "true pixels, where the terminal has graphics, and back to cells") { _ in .request(.pixels) },
        Entry(.redraw, "^L", .view, "draw the screen anew") { _ in .request(.redraw) },

        Entry(.save, "s", .files, "save the stage that is shown") { _ in .request(.save) },
        Entry(.saveAs, "S", .files, "save under another name") { _ in .request(.saveAs) },
        Entry(.loadMask, "m", .files, "load the marks from a PNG file") { _ in .request(.loadMask) },
        Entry(.saveMask, "M", .files, "save the marks as a PNG file") { _ in .request(.saveMask) },
        Entry(.mouse, "y", .files, "let go of the mouse to copy text, and take it again") { _ in .request(.mouse) },
        Entry(.suspend, "^Z", .files, "suspend") { _ in .request(.suspend) },
        Entry(.palette, ":", .files, "find what can be done by its words, and do it") { _ in .request(.palette) },
        Entry(.help, "? F1", .files, "this help; a click on a line does it") { _ in .request(.help) },
        Entry(.quit, "q", .files, "quit") { _ in .request(.quit) },
        Entry(.next, "n", .files, "the next photo") { .request(.turn($0)) },
        Entry(.previous, "p", .files, "the photo before") { .request(.turn(-$0)) },
        Entry(.list, "P", .files, "choose among the photos") { _ in .request(.list) },
    ]
}
