import Terminal

extension Key {
    /// As the help and the configuration write it.
    var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let scalar): String(scalar)
        case .control(let scalar): "^" + String(scalar).uppercased()
        case .arrow(let direction, let modifier): modifier.prefix + direction.name
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Delete"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PageUp"
        case .pageDown: "PageDown"
        case .function(let number): "F\(number)"
        }
    }
}

extension Key.Direction {
    fileprivate var name: String {
        switch self {
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        }
    }
}

extension Key.Modifier {
    fileprivate var prefix: String {
        switch self {
        case .none: ""
        case .shift: "Shift-"
        case .control: "Ctrl-"
        }
    }
}
