import System
import Terminal

/// The photos to edit, one at a time, and the list from which one is chosen.
struct PhotoList {
    let paths: [FilePath]
    /// As the list calls them: with their folders where a name alone is not enough.
    private let names: [String]
    /// The one that is open.
    private(set) var index = 0
    /// Whether there is one that is open: not before the first is chosen from the list.
    private(set) var isOpen = false
    private(set) var isShown: Bool
    /// What names are to have, while it is typed.
    private(set) var field: TextField?
    private var filter = ""
    /// Those whose names have it.
    private var listed: [Int]
    /// The line that is chosen of these.
    private var chosen = 0

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
        let counts = Dictionary(paths.map { ($0.shownName, 1) }, uniquingKeysWith: +)
        names = paths.map { counts[$0.shownName] == 1 ? $0.shownName : $0.description }
        isShown = showsList
        listed = Array(paths.indices)
    }

    var path: FilePath { paths[index] }
    var name: String { path.shownName }
    var hasSeveral: Bool { paths.count > 1 }
    /// Which one of how many, where there are several.
    var place: String { hasSeveral ? " (\(index + 1) of \(paths.count))" : "" }
    /// Which one is chosen of those that are listed, and of how many these are.
    var count: String {
        "\(min(chosen + 1, listed.count)) of \(listed.count)" + (listed.count < paths.count ? " (of \(paths.count))" : "")
    }

    mutating func open(_ index: Int) {
        self.index = index
        isOpen = true
        isShown = false
    }

    mutating func showList() {
        isShown = true
        list(with: filter, choosing: index)
    }

    mutating func hideList() { isShown = false }

    /// - Parameter height: lines that the list has.
    mutating func take(_ key: Key, height: Int) -> Outcome {
        switch key {
        case .arrow(.down, _): choose(chosen + 1)
        case .arrow(.up, _): choose(chosen - 1)
        case .pageDown: choose(chosen + max(1, height - 1))
        case .pageUp: choose(chosen - max(1, height - 1))
        case .enter: return listed.isEmpty ? .none : .open(listed[chosen])
        case .escape where !filter.isEmpty || field != nil, .control("c") where !filter.isEmpty || field != nil:
            field = nil
            list(with: "", choosing: listed.isEmpty ? index : listed[chosen])
        case .control("z"): return .suspend
        default: return field == nil ? command(key) : type(key)
        }
        return .none
    }

    private mutating func type(_ key: Key) -> Outcome {
        field?.take(key)
        list(with: field?.text ?? "", choosing: listed.isEmpty ? index : listed[chosen])
        return .none
    }

    mutating func paste(_ text: String) {
        field?.paste(text)
        _ = type(.end)
    }

    private mutating func command(_ key: Key) -> Outcome {
        switch key {
        case .character("j"), .character("n"): choose(chosen + 1)
        case .character("k"), .character("p"): choose(chosen - 1)
        case .home, .character("g"): choose(0)
        case .end, .character("G"): choose(listed.count - 1)
        case .character("/"): field = TextField(filter)
        case .character(" "): return listed.isEmpty ? .none : .open(listed[chosen])
        case .escape, .character("q"), .control("c"): return .closed
        default: break
        }
        return .none
    }

    private mutating func choose(_ line: Int) { chosen = max(0, min(listed.count - 1, line)) }

    /// Lists the photos whose names have all words of `filter`, in capitals or not.
    private mutating func list(with filter: String, choosing index: Int) {
        self.filter = filter
        let words = filter.lowercased().split(separator: " ")
        listed = paths.indices.filter { index in
            let name = names[index].lowercased()
            return words.allSatisfy(name.contains)
        }
        choose(listed.firstIndex { $0 >= index } ?? listed.count - 1)
    }

    /// The photo that stands on a line of the screen.
    func photo(at row: Int, height: Int) -> Int? {
        let line = top(height) + row
        return line < listed.count ? listed[line] : nil
    }

    /// The list with the chosen one marked, scrolled so that it is seen, and what is to be said of each.
    func page(columns: Int, height: Int, state: (Int) -> String?) -> [TextLine] {
        guard !listed.isEmpty else { return [TextLine("  no name has these words")] }
        let top = top(height), rows = listed[top..<min(listed.count, top + height)]
        let longest = rows.reduce(0) { max($0, TextLine.width(names[$1])) }
        let stateColumns = 12, nameColumns = min(longest, max(8, columns - 2 - stateColumns))
        return rows.enumerated().map { offset, index in
            let name = TextLine.shortened(names[index], to: nameColumns), isChosen = top + offset == chosen
            let gap = String(repeating: " ", count: nameColumns - TextLine.width(name) + 2)
            return TextLine((isChosen ? "> " : "  ") + name + (state(index).map { gap + $0 } ?? ""), style: isChosen ? .reverse : .plain)
        }
    }

    private func top(_ height: Int) -> Int { max(0, min(chosen - height / 2, listed.count - height)) }
}
