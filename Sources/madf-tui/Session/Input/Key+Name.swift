import Terminal

extension Key {
    /// As the help and the configuration write it.
    package var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let scalar): String(scalar)
        case .control(let scalar): "Ctrl-" + String(scalar).uppercased()
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

    /// The key of a name as `name` writes it; one with Ctrl also as `^X`.
    package init?(name: String) {
        let scalars = Array(name.unicodeScalars)
        if scalars.count == 1, scalars[0].value > 0x20 {
            self = .character(scalars[0])
        } else if let prefix = ["^", "Ctrl-"].first(where: name.hasPrefix), scalars.count == prefix.unicodeScalars.count + 1,
            let letter = String(scalars[scalars.count - 1]).lowercased().unicodeScalars.first
        {
            self = .control(letter)
        } else if let key = Key.named.first(where: { $0.name == name }) {
            self = key
        } else {
            return nil
        }
    }

    private static let named: [Key] = {
        let directions: [Direction] = [.up, .down, .left, .right], modifiers: [Modifier] = [.none, .shift, .control]
        return [.character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .home, .end, .pageUp, .pageDown]
            + (1...12).map { .function($0) } + directions.flatMap { direction in modifiers.map { .arrow(direction, $0) } }
    }()
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
