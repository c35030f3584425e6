import Editing
import Terminal

/// Which key does what.
package struct KeyMap {
    private var actions: [Key: Action] = [:]

    /// The keys as they are unless the configuration says otherwise.
    private static let standard = Dictionary(
        uniqueKeysWithValues: Action.table.map { entry in (entry.action, entry.keys.compactMap { Key(name: $0) }) })

    /// `changes`: keys that the user gives to actions, over the standard ones.
    package init(changes: [(action: Action, key: Key)] = []) {
        for (action, keys) in KeyMap.standard {
            for key in keys { actions[key] = action }
        }
        for (action, key) in changes { actions[key] = action }
    }

    package subscript(key: Key) -> Action? { actions[key] }

    /// The keys that do `action`, the standard ones in their order first.
    package func keys(for action: Action) -> [Key] {
        let standard = KeyMap.standard[action] ?? []
        let others = actions.filter { $0.value == action && !standard.contains($0.key) }.map(\.key)
        return standard.filter { actions[$0] == action } + others.sorted { $0.name < $1.name }
    }

    /// The first keys that do `action`, as lists name them.
    func names(of action: Action) -> String { keys(for: action).prefix(2).map(\.name).joined(separator: " ") }

    /// The key that does `action`, as messages name it.
    func name(of action: Action) -> String { keys(for: action).first?.name ?? action.rawValue }
}
