extension Action {
    /// Cells that the cursor goes at a time where it goes far.
    private static let far = 8
    /// No more steps than the history has are undone at once.
    private static let mostSteps = History.steps

    /// Every action: its keys, what the help says, and what it does. Help, key map, configuration and manual go by it.
    public static let table: [Entry] = [
        Entry(.left, "Left h", as: "arrows", .moving, "move (h j k l too); a number before it repeats", words: "cursor") {
            .command(.move(columns: -$0, rows: 0))
        },
        Entry(.right, "Right l", .moving, nil, words: "cursor") { .command(.move(columns: $0, rows: 0)) },
        Entry(.up, "Up k", .moving, nil, words: "cursor") { .command(.move(columns: 0, rows: -$0)) },
        Entry(.down, "Down j", .moving, nil, words: "cursor") { .command(.move(columns: 0, rows: $0)) },
        Entry(.farLeft, "Shift-Left H Home", as: "Shift-arrows", .moving, "move farther (H J K L too)") {
            .command(.move(columns: -far * $0, rows: 0))
        },
        Entry(.farRight, "Shift-Right L End", .moving, nil) { .command(.move(columns: far * $0, rows: 0)) },
        Entry(.farUp, "Shift-Up K PageUp", .moving, nil) { .command(.move(columns: 0, rows: -far * $0)) },
        Entry(.farDown, "Shift-Down J PageDown", .moving, nil) { .command(.move(columns: 0, rows: far * $0)) },

        Entry(.paint, "Space", .marking, "put the brush down, lift it (left mouse button)", words: "draw mark select") { _ in
            .command(.togglePen(erasing: false))
        },
        Entry(
            .erase, "x", .marking, "erase likewise; off the marks, bring the photo back (right mouse button)",
            words: "eraser unmark restore heal back"
        ) { _ in
            .command(.togglePen(erasing: true))
        },
        Entry(.smallerBrush, "[", .marking, "smaller brush", words: "size width thinner") { .command(.resizeBrush(steps: -$0)) },
        Entry(.largerBrush, "]", .marking, "larger brush", words: "size width thicker bigger") { .command(.resizeBrush(steps: $0)) },
        Entry(.brush, "b", .marking, "tool: brush", words: "pen") { _ in .command(.select(.brush)) },
        Entry(.line, "t", .marking, "tool: straight line", words: "ruler") { _ in .command(.select(.line)) },
        Entry(.rectangle, "r", .marking, "tool: rectangle", words: "box square") { _ in .command(.select(.rectangle)) },
        Entry(.ellipse, "e", .marking, "tool: ellipse", words: "circle oval") { _ in .command(.select(.ellipse)) },
        Entry(.lasso, "o", .marking, "tool: lasso, the inside of an outline", words: "freehand polygon") { _ in .command(.select(.lasso)) },
        Entry(.fill, "f", .marking, "tool: fill an area of like color; again fills more", words: "bucket flood magic wand color") { _ in
            .command(.select(.fill))
        },
        Entry(.select, "g", .marking, "tool: select, a click outlines the object there; snap takes more", words: "pick magic wand auto") { _ in
            .command(.select(.select))
        },
        Entry(.undo, "u", .marking, "undo, marks and removals alike", words: "back revert") { .command(.undo, times: min($0, mostSteps)) },
        Entry(.redo, "Ctrl-R", .marking, "redo", words: "forward repeat") { .command(.redo, times: min($0, mostSteps)) },
        Entry(.clear, "c", .marking, "clear all marks", words: "delete erase reset none unmark deselect") { _ in .command(.clear) },
        Entry(.invert, "i", .marking, "mark what is not marked", words: "inverse reverse opposite") { _ in .command(.invert) },
        Entry(.grow, ">", .marking, "grow the marks", words: "expand enlarge dilate bigger") { .command(.grow(steps: $0)) },
        Entry(.shrink, "<", .marking, "shrink the marks", words: "contract erode reduce") { .command(.grow(steps: -$0)) },
        Entry(.feather, "F", .marking, "soften the border of the marks", words: "soft smooth blur edge") { .command(.feather(steps: $0)) },
        Entry(
            .within, "&", .marking, "keep of the marks what lies in what was removed; without any, mark that",
            words: "intersect limit clip hole again inside"
        ) { _ in .command(.within) },
        Entry(.snap, "a", .marking, "snap: a scribble, or the cursor, becomes the object there; again takes more", words: "auto select outline magic")
        { _ in .command(.snap) },
        Entry(
            .keepOut, "d", .marking, "keep out: the tools paint what no fill copies from; again, what goes",
            words: "protect exclude avoid lock source"
        ) { _ in .command(.toggle(.keepOut)) },
        Entry(
            .edges, "E", .marking, "edges: the tools draw where an edge goes on through the hole; again, what goes", words: "structure contour curve"
        ) { _ in
            .command(.toggle(.edges))
        },

        Entry(.remove, "Enter", .removing, "remove what is marked; while a removal runs, next", words: "delete erase inpaint heal start apply go") {
            _ in .command(.remove)
        },
        Entry(.cancel, "Esc Ctrl-C", .removing, "cancel", words: "stop abort") { _ in .command(.cancel) },
        Entry(
            .again, "A", .removing, "another try: the next of several fills, unlike those before",
            words: "retry variation alternative regenerate different"
        ) { _ in .command(.tryAgain) },
        Entry(.tries, "T", .removing, "all tries side by side; a click or a digit keeps one", words: "variations alternatives compare") { _ in
            .command(.toggleTries)
        },
        Entry(.lines, "_", .removing, "lines that the fill follows, or will; a click or a digit erases one", words: "structure edges") { _ in
            .command(.toggleLines)
        },
        Entry(.patch, "C", .removing, "patch: fill the marks from where arrows or the mouse move their outline", words: "clone stamp copy source") {
            _ in .request(.patch)
        },
        Entry(.mirror, "|", .removing, "mirror the source of a patch", words: "flip reflect") { _ in .command(.mirror) },
        Entry(.coarse, "1", .removing, "keep the coarse stage", words: "stage draft") { _ in .command(.show(.coarse)) },
        Entry(.first, "2", .removing, "keep the first refinement", words: "stage") { _ in .command(.show(.first)) },
        Entry(.final, "3", .removing, "keep the network's last", words: "stage") { _ in .command(.show(.final)) },
        Entry(.detail, "4", .removing, "keep the one with the photo's own texture", words: "stage best finished") { _ in .command(.show(.detail)) },

        Entry(.panLeft, "Ctrl-Left", as: "Ctrl-arrows", .view, "shift the view (middle mouse button drags it)", words: "scroll") {
            .command(.shift(columns: -$0, rows: 0))
        },
        Entry(.panRight, "Ctrl-Right", .view, nil, words: "scroll") { .command(.shift(columns: $0, rows: 0)) },
        Entry(.panUp, "Ctrl-Up", .view, nil, words: "scroll") { .command(.shift(columns: 0, rows: -$0)) },
        Entry(.panDown, "Ctrl-Down", .view, nil, words: "scroll") { .command(.shift(columns: 0, rows: $0)) },
        Entry(.zoomIn, "+ =", .view, "nearer (mouse wheel)", words: "closer enlarge magnify") { .command(.zoom(steps: $0, about: nil)) },
        Entry(.zoomOut, "-", .view, "farther", words: "reduce") { .command(.zoom(steps: -$0, about: nil)) },
        Entry(.fit, "0", .view, "the whole photo", words: "zoom out full all") { _ in .command(.fit) },
        Entry(.look, "z", .view, "nearer to the marks or the result, and back", words: "zoom focus hole") { _ in .command(.toggleLook) },
        Entry(.original, "Tab", .view, "show the photo as it was, and back", words: "compare before difference") { _ in .command(.toggleOriginal) },
        Entry(.wipe, "w", .view, "wipe between before and after; arrows or mouse move the line", words: "compare split slider") { _ in
            .command(.toggleWipe)
        },
        Entry(.blink, "B", .view, "before and after in turn", words: "compare flicker") { _ in .command(.toggleBlink) },
        Entry(.panes, "#", .view, "all four stages side by side; a click or 1 to 4 keeps one", words: "compare") { _ in .command(.togglePanes) },
        Entry(.outline, "O", .view, "outline of the marks on or off", words: "hide border mask overlay") { _ in .command(.toggleOutline) },
        Entry(.pixels, "v", .view, "true pixels, where the terminal has graphics, and back to cells", words: "sixel kitty graphics sharp preview") {
            _ in .request(.pixels)
        },
        Entry(.redraw, "Ctrl-L", .view, "draw the screen anew", words: "refresh repaint") { _ in .request(.redraw) },

        Entry(.save, "s", .files, "save the stage that is shown", words: "write export store keep") { _ in .request(.save) },
        Entry(.saveAs, "S", .files, "save under another name", words: "rename export copy write") { _ in .request(.saveAs) },
        Entry(.loadMask, "m", .files, "load the marks from a PNG file", words: "open import read") { _ in .request(.loadMask) },
        Entry(.saveMask, "M", .files, "save the marks as a PNG file", words: "export write") { _ in .request(.saveMask) },
        Entry(.mouse, "y", .files, "let go of the mouse to copy text, and take it again", words: "select paste clipboard") { _ in .request(.mouse) },
        Entry(.suspend, "Ctrl-Z", .files, "suspend", words: "background shell") { _ in .request(.suspend) },
        Entry(.palette, ":", .files, "find what can be done by its words, and do it", words: "search command menu") { _ in .request(.palette) },
        Entry(.help, "? F1", .files, "this help; a click on a line does it", words: "manual shortcuts") { _ in .request(.help) },
        Entry(.quit, "q", .files, "quit", words: "exit close leave end") { _ in .request(.quit) },
        Entry(.next, "n", .files, "the next photo", words: "image picture forward") { .request(.turn($0)) },
        Entry(.previous, "p", .files, "the photo before", words: "image picture back") { .request(.turn(-$0)) },
        Entry(.list, "P", .files, "choose among the photos", words: "files images pictures browse open gallery") { _ in .request(.list) },
    ]
}
