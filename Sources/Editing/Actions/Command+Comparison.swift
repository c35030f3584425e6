/// Before and after.
extension Command {
    public static let toggleOriginal = change { $0.toggleOriginal() }

    public static let toggleWipe = change { editor in
        if case .wipe = editor.comparison { editor.compare(.off) } else { editor.wipe() }
    }

    /// To a column of the screen.
    public static func moveWipe(column: Int) -> Command { .change { $0.moveWipe(to: column) } }

    public static let toggleBlink = change { $0.compare($0.comparison.isBlinking ? .off : .blink(showsOriginal: true)) }

    /// The other one of before and after, while they blink.
    public static let blink = change { editor in
        if case .blink(let showsOriginal) = editor.comparison { editor.comparison = .blink(showsOriginal: !showsOriginal) }
    }

    public static let togglePanes = Command { editor in
        guard editor.comparison == .panes || editor.choosable != nil else { return editor.noStages }
        editor.compare(editor.comparison == .panes ? .off : .panes)
        return nil
    }

    public static let toggleTries = Command { editor in
        guard let chosen = editor.choosable else { return editor.noStages }
        guard chosen.tries.count > 1 else { return .message("there is one fill only so far: ask for another try") }
        editor.compare(editor.comparison == .tries ? .off : .tries)
        return nil
    }

    public static let toggleOutline = change { $0.showsOutline.toggle() }
}
