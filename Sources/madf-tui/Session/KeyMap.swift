import Terminal

/// Which key does what.
struct KeyMap {
    private(set) var actions: [Key: EditorAction]

    /// The keys as they are unless the configuration says otherwise, the one named in help first.
    static let standard: [(EditorAction, [Key])] = [
        (.left, [.arrow(.left, .none), .character("h")]), (.right, [.arrow(.right, .none), .character("l")]),
        (.up, [.arrow(.up, .none), .character("k")]), (.down, [.arrow(.down, .none), .character("j")]),
        (.farLeft, [.arrow(.left, .shift), .character("H"), .home]),
        (.farRight, [.arrow(.right, .shift), .character("L"), .end]),
        (.farUp, [.arrow(.up, .shift), .character("K"), .pageUp]),
        (.farDown, [.arrow(.down, .shift), .character("J"), .pageDown]),
        (.panLeft, [.arrow(.left, .control)]), (.panRight, [.arrow(.right, .control)]),
        (.panUp, [.arrow(.up, .control)]), (.panDown, [.arrow(.down, .control)]),
        (.paint, [.character(" ")]), (.erase, [.character("x")]),
        (.smallerBrush, [.character("[")]), (.largerBrush, [.character("]")]),
        (.brush, [.character("b")]), (.line, [.character("t")]), (.rectangle, [.character("r")]),
        (.ellipse, [.character("e")]), (.lasso, [.character("o")]), (.fill, [.character("f")]),
        (.undo, [.character("u")]), (.redo, [.control("r")]), (.clear, [.character("c")]), (.invert, [.character("i")]),
        (.grow, [.character(">")]), (.shrink, [.character("<")]), (.feather, [.character("F")]),
        (.snap, [.character("a")]),
        (.zoomIn, [.character("+"), .character("=")]), (.zoomOut, [.character("-")]), (.fit, [.character("0")]),
        (.remove, [.enter]), (.cancel, [.escape, .control("c")]),
        (.coarse, [.character("1")]), (.first, [.character("2")]), (.final, [.character("3")]), (.detail, [.character("4")]),
        (.original, [.tab]), (.wipe, [.character("w")]), (.blink, [.character("B")]),
        (.panes, [.character("#")]), (.outline, [.character("O")]), (.pixels, [.character("v")]),
        (.save, [.character("s")]), (.saveAs, [.character("S")]),
        (.loadMask, [.character("m")]), (.saveMask, [.character("M")]),
        (.next, [.character("n")]), (.previous, [.character("p")]), (.list, [.character("P")]),
        (.mouse, [.character("y")]), (.redraw, [.control("l")]), (.suspend, [.control("z")]),
        (.help, [.character("?"), .function(1)]), (.quit, [.character("q")]),
    ]

    /// `changes`: keys that the user gives to actions, over the standard ones.
    init(changes: [(action: EditorAction, key: Key)] = []) {
        actions = [:]
        for (action, keys) in KeyMap.standard {
            for key in keys { actions[key] = action }
        }
        for (action, key) in changes { actions[key] = action }
    }

    subscript(key: Key) -> EditorAction? { actions[key] }

    /// The keys that do `action`, the standard ones in their order first.
    func keys(for action: EditorAction) -> [Key] {
        let standard = KeyMap.standard.first { $0.0 == action }?.1 ?? []
        let others = actions.filter { $0.value == action && !standard.contains($0.key) }.map(\.key)
        return standard.filter { actions[$0] == action } + others.sorted { $0.name < $1.name }
    }
}
