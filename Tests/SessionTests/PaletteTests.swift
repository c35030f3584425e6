import Editing
import Terminal
import Testing
import madf_tui

/// What can be done is found by its words.
@Suite struct PaletteTests {
    @Test func wordsFindAndDo() throws {
        let scene = try Scene()
        scene.type(":")
        #expect(scene.screen.line(0).hasPrefix("> Space ") && scene.screen.lastLine.contains("Enter does it"))
        scene.type("invert")
        #expect(scene.screen.line(0).hasPrefix("> i ") && scene.screen.line(0).contains("mark what is not marked"))
        scene.type("\r")
        #expect(scene.marked == 80 * 44 && scene.screen.lastLine.contains("Enter removes"))
    }

    /// Beginnings of words in any order; names come before texts, and what has no help of its own is there too.
    @Test(arguments: [("whole ph", "> 0"), ("PHOTO who", "> 0"), ("save", "> s "), ("pan up", "> Ctrl-Up"), ("tool line", "> t "), ("keep", "> d ")])
    func beginningsAreEnough(typed: String, first: String) throws {
        let scene = try Scene()
        scene.type(":\(typed)")
        #expect(scene.screen.line(0).hasPrefix(first), "\(scene.screen.line(0))")
    }

    /// Words that are neither in its name nor in the help: what other programs call it.
    @Test(arguments: [
        ("compare", ["Tab", "w", "B", "#"]), ("clone", ["C"]), ("delete", ["Enter", "c"]), ("erase", ["x", "Enter", "c"]), ("protect", ["d"]),
        ("rename", ["S"]), ("close", ["q"]), ("exit", ["q"]), ("next image", ["n"]), ("brush size", ["[", "]"]), ("original", ["Tab"]),
        ("retry", ["A"]), ("eraser", ["x"]), ("zoom out", ["-", "0"]), ("export", ["s", "S"]), ("auto", ["g", "a"]), ("flip", ["|"]),
    ])
    func whatOthersCallItIsFound(typed: String, keys: [String]) throws {
        let scene = try Scene()
        scene.type(":\(typed)")
        for key in keys {
            #expect((0..<20).contains { scene.screen.line($0).dropFirst(2).hasPrefix(key + " ") }, "\(scene.screen.text)")
        }
    }

    @Test func everyActionIsFoundByItsName() throws {
        for action in Action.allCases {
            let scene = try Scene(), keys = KeyMap().keys(for: action).prefix(2).map(\.name).joined(separator: " ")
            scene.type(":\(action.rawValue)")
            #expect((0..<23).contains { scene.screen.line($0).dropFirst(2).hasPrefix(keys + " ") }, "\(action)")
        }
    }

    @Test func linesAreChosenByArrowsAndMouse() throws {
        let scene = try Scene()
        scene.type(":tool")
        scene.press(.arrow(.down, .none), .arrow(.down, .none), .arrow(.up, .none), .arrow(.down, .none), .enter)
        #expect(scene.screen.state.contains("rectangle"))
        scene.type(":tool")
        scene.click(3, 4)
        #expect(scene.screen.state.contains("lasso"))
    }

    /// No word is cut on a narrow screen: what has not the room in one line takes several, and a click on any of them does it.
    @Test(arguments: [40, 60, 80]) func nothingIsCut(columns: Int) throws {
        let scene = try Scene { ($0.columns, $0.rows) = (columns, 40) }
        for action in Action.allCases {
            let text = action.entry.help ?? action.rawValue.replacing("-", with: " ")
            scene.type(":\(action.rawValue)")
            let shown = (0..<39).map { scene.screen.line($0).dropFirst(columns < 60 ? 14 : 18) }.joined(separator: " ")
            #expect(shown.split(separator: " ").joined(separator: " ").contains(text), "\(scene.screen.text)")
            scene.type("\u{1b}")
        }
        scene.type(":select o")
        #expect(scene.screen.line(0).hasPrefix("> g "))
        scene.click(columns - 3, 1)
        #expect(scene.screen.state.contains("select"))
    }

    /// Nothing that is typed does what its key does.
    @Test func typingIsNoKey() throws {
        let scene = try Scene()
        scene.type(":qqi")
        #expect(scene.screen.line(0).contains("nothing that can be done") && scene.session.ending == nil)
        scene.type("\r\u{1b}")
        #expect(scene.marked == 0 && scene.screen.state.contains("zoom") && scene.session.ending == nil)
        scene.type("?:quit\r")
        #expect(scene.session.ending?.status == 0, "the help leads to it, too")
    }
}
