import Editing
import Foundation
import Support
import Terminal
import Testing
import madf_tui

/// The keys are those of the table of actions, and the help and the manual say them.
@Suite struct KeyMapTests {
    @Test func everyKeyOfTheTableIsOne() {
        let keys = KeyMap()
        for entry in Action.table {
            #expect(keys.keys(for: entry.action).map(\.name) == entry.keys, "\(entry.action)")
        }
    }

    @Test func changesGoOverTheStandardKeys() {
        let keys = KeyMap(changes: [(.undo, .character("q")), (.quit, .control("x"))])
        #expect(keys[.character("q")] == .undo && keys[.control("x")] == .quit)
        #expect(keys.keys(for: .undo).map(\.name) == ["u", "q"] && keys.keys(for: .quit).map(\.name) == ["Ctrl-X"])
    }

    @Test func namesOfKeysAreRead() {
        let modifiers: [Key.Modifier] = [.none, .shift, .control]
        let keys: [Key] =
            [.enter, .escape, .tab, .backTab, .backspace, .delete, .home, .end, .pageUp, .pageDown, .function(1), .control("r")]
            + modifiers.flatMap { [.arrow(.up, $0), .arrow(.left, $0)] } + "aZ#^ ".unicodeScalars.map { .character($0) }
        for key in keys { #expect(Key(name: key.name) == key, "\(key.name)") }
        #expect(Key(name: "^R") == .control("r") && Key(name: "Ctrl-r") == .control("r"))
        #expect(Key(name: "") == nil && Key(name: "Hyper") == nil && Key(name: "\t") == nil)
    }

    /// A line of the help: its keys, and what they do.
    private struct Entry: Hashable {
        let keys, text: String
    }

    /// The entries of the manual's section KEYS, and the actions' names for the configuration, which only the manual tells; none where a name is
    /// typed.
    private func manual() throws -> [(entry: Entry, actions: [String])] {
        let manual = try String(contentsOfFile: PackageFolder.path("man/madf-tui.1"), encoding: .utf8)
            .replacing("\\-", with: "-").replacing("\\(ha", with: "^")
        let sections = manual.components(separatedBy: "\n.SH ")
        let lines = try #require(sections.first { $0.hasPrefix("KEYS\n") }).components(separatedBy: "\n")
        return zip(lines, lines.dropFirst()).compactMap { head, text in
            head.wholeMatch(of: /\.BR (?:"(.+?)"|(\S+))(?: " \((.+)\)")?/).map { match in
                (Entry(keys: String(match.1 ?? match.2!), text: text), match.3?.components(separatedBy: ", ") ?? [])
            }
        }
    }

    /// The help, on a page that has room for all of it.
    private func help(_ keys: KeyMap = KeyMap()) -> [Entry] {
        func trimmed(_ text: Substring) -> String { text.trimmingCharacters(in: .whitespaces) }
        var page = HelpPage(keys: keys)
        page.fit(columns: 100, height: 100)
        return page.page.map { $0.spans.map(\.text).joined() }.filter { $0.hasPrefix("  ") }
            .map { Entry(keys: trimmed($0.prefix(18)), text: trimmed($0.dropFirst(18))) }
    }

    @Test func manualHasTheKeysOfTheHelp() throws {
        #expect(try manual().map(\.entry) == help())
    }

    @Test func manualNamesEveryAction() throws {
        let named = try manual().flatMap(\.actions)
        #expect(Set(named) == Set(Action.allCases.map(\.rawValue)) && named.count == Action.allCases.count)
    }

    /// Each action gets a key of its own by its name; the help tells where it went.
    @Test func namesAreThoseOfTheConfiguration() throws {
        let written = try manual(), actions = written.flatMap(\.actions)
        let letters = Dictionary(uniqueKeysWithValues: zip(actions, (0x0430...).lazy.compactMap { Unicode.Scalar($0) }))
        let text = actions.map { "key.\($0) = \(letters[$0]!)\n" }.joined()
        let help = help(KeyMap(changes: try EditorConfiguration(text, path: "config").keys))
        for ((entry, actions), shown) in zip(written, help) where actions.count == 1 && !entry.keys.contains(" ") {
            #expect(shown.keys == "\(entry.keys) \(letters[actions[0]]!)")
        }
    }

    @Test func helpIsClickedWhereItIsScrolledTo() {
        var page = HelpPage(keys: KeyMap())
        page.fit(columns: 80, height: 20)
        #expect(page.action(column: 0, row: 0) == nil && page.action(column: 0, row: 1) == .left && page.action(column: 0, row: 1_000) == nil)
        page.take(.character("j"))
        #expect(page.action(column: 79, row: 0) == .left)
        page.take(.end)
        page.take(.pageDown)
        #expect(page.page.count == 20 && page.action(column: 0, row: 19) == nil && (0..<19).contains { page.action(column: 0, row: $0) == .list })
    }

    /// On a wide screen the same lines stand in two columns, on a narrow one they take more lines, and none is cut.
    @Test func helpTakesTheRoomThereIs() {
        func words(columns: Int) -> (lines: [String], words: [Substring]) {
            var page = HelpPage(keys: KeyMap())
            page.fit(columns: columns, height: 1_000)
            let lines = page.page.map { $0.spans.map(\.text).joined() }
            return (lines, lines.flatMap { $0.split(separator: " ") }.sorted())
        }
        let one = words(columns: 100), two = words(columns: 200), narrow = words(columns: 40)
        #expect(two.words == one.words && narrow.words == one.words)
        #expect(two.lines.count < one.lines.count * 2 / 3 && one.lines.count < narrow.lines.count)
        #expect(two.lines.allSatisfy { $0.count <= 200 } && narrow.lines.allSatisfy { $0.count <= 40 })
        var page = HelpPage(keys: KeyMap())
        page.fit(columns: 200, height: 60)
        #expect(page.action(column: 2, row: 1) == .left && (0..<60).contains { page.action(column: 199, row: $0) == .list })
    }
}
