import System
import Terminal

/// The photos to edit, one at a time, and the list from which one is chosen.
struct PhotoList {
    let paths: [FilePath]
    /// The one that is open.
    private(set) var index = 0
    /// Whether there is one that is open: not before the first is chosen from the list.
    private(set) var isOpen = false
    /// The line chosen in the list; nil while the list is not shown.
    private(set) var chosen: Int?

    /// What a key on the list asks for.
    enum Outcome {
        case none
        case open(Int)
        case closed
        case suspend
    }

    init(_ paths: [FilePath], showsList: Bool = false) {
        precondition(!paths.isEmpty)
        self.paths = paths
        if showsList { chosen = 0 }
    }

    var path: FilePath { paths[index] }
    var name: String { path.shownName }
    var hasSeveral: Bool { paths.count > 1 }
    /// Which one of how many, where there are several.
    var place: String { hasSeveral ? " (\(index + 1) of \(paths.count))" : "" }

    mutating func open(_ index: Int) {
        self.index = index
        isOpen = true
        chosen = nil
    }

    mutating func showList() { chosen = index }
    mutating func hideList() { chosen = nil }

    /// - Parameter height: lines that the list has.
    mutating func take(_ key: Key, height: Int) -> Outcome {
        guard let before = chosen else { return .none }
        var line = before
        let page = max(1, height - 1)
        switch key {
        case .arrow(.down, _), .character("j"), .character("n"): line += 1
        case .arrow(.up, _), .character("k"), .character("p"): line -= 1
        case .pageDown: line += page
        case .pageUp: line -= page
        case .home: line = 0
        case .end: line = paths.count - 1
        case .enter, .character(" "): return .open(before)
        case .escape, .character("q"), .control("c"): return .closed
        case .control("z"): return .suspend
        default: return .none
        }
        chosen = min(paths.count - 1, max(0, line))
        return .none
    }

    /// The photo that stands on a line of the screen.
    func photo(at row: Int, height: Int) -> Int? {
        let line = top(height) + row
        return line < paths.count ? line : nil
    }

    /// The list with the chosen one marked, scrolled so that it is seen.
    func page(height: Int) -> [TextLine] {
        let top = top(height)
        return paths[top..<min(paths.count, top + height)].enumerated().map { offset, path in
            let isChosen = top + offset == chosen
            return TextLine((isChosen ? "> " : "  ") + path.shownName, style: isChosen ? .reverse : .plain)
        }
    }

    private func top(_ height: Int) -> Int { max(0, min((chosen ?? 0) - height / 2, paths.count - height)) }
}
