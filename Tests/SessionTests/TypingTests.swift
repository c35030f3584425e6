import Foundation
import Terminal
import Testing

/// Names are typed as in a shell.
@Suite struct TypingTests {
    @Test func textIsEditedAnywhere() throws {
        let scene = try Scene()
        scene.type("S\u{15}one/two.png")
        #expect(scene.screen.lastLine.contains("save as: one/two.png "))
        // Back over `.png`, a word away, one scalar after the cursor, to the beginning, and to the end.
        for _ in 0..<4 { scene.press(.arrow(.left, .none)) }
        scene.type("\u{17}drei")
        #expect(scene.screen.lastLine.contains("save as: one/drei.png "))
        scene.press(.delete, .home, .character("/"), .end, .character("!"))
        #expect(scene.screen.lastLine.contains("save as: /one/dreipng! "))
        scene.type("\u{01}\u{0b}")
        #expect(scene.screen.lastLine.hasPrefix(" save as:  "))
    }

    @Test func tabCompletes() throws {
        let scene = try Scene { $0.columns = 200 }
        for name in ["holiday-one.png", "holiday-two.png", "other"] {
            try FileManager.default.createDirectory(at: scene.folder.url.appending(path: name), withIntermediateDirectories: false)
        }
        scene.type("S\u{15}\(scene.folder.path("ho"))\t")
        #expect(scene.screen.lastLine.contains("/holiday- "))
        scene.type("\u{15}\(scene.folder.path("ot"))\t")
        #expect(scene.screen.lastLine.contains("/other/ "))
        scene.type("new.png\r")
        #expect(scene.wait(for: "Saved"))
        #expect(FileManager.default.fileExists(atPath: scene.folder.path("other/new.png")))
    }

    @Test func pasteIsTextAndNeverAnswers() throws {
        let scene = try Scene()
        scene.type("S\u{15}")
        scene.send(.input(.paste("a \u{07}name.png\nq")))
        #expect(scene.screen.lastLine.contains("save as: a name.png "))
        #expect(scene.session.ending == nil && !FileManager.default.fileExists(atPath: scene.folder.path("a name.png")))
    }

    /// The mouse alone ends the typing, in shorter words where there is less room.
    @Test(arguments: [(80, "Enter does it", "marks saved"), (80, "Esc goes back", "paint"), (40, "Enter", "marks saved"), (40, "Esc", "paint")])
    func answersCanBeClicked(columns: Int, answer: String, result: String) throws {
        let scene = try Scene { $0.columns = columns }
        scene.type("M")
        #expect(scene.screen.lastLine.contains(" as: ") && scene.click(answer, row: 23))
        #expect(scene.screen.bottom.contains(result) && !scene.screen.lastLine.contains(" as: "))
    }

    @Test func numbersRepeatAndHeldKeysLeaveNoBacklog() throws {
        let scene = try Scene()
        scene.type("10l")
        #expect(scene.screen.state.contains("50,22"))
        let before = scene.screen.states.count
        scene.type(String(repeating: "h", count: 30) + String(repeating: "l", count: 5))
        #expect(scene.screen.state.contains("25,22"))
        // The one that showed how things stood, and the one that shows how they stand now.
        #expect(scene.screen.states.count == before + 2)
    }

    /// A paste and what a terminal answers do nothing where nothing is asked.
    @Test func pastesAndRepliesAreSwallowed() throws {
        let scene = try Scene()
        scene.send(.input(.paste("qqq i\r")), .input(.reply("?61;6c")), .input(.reply("11;rgb:0000/0000/0000")))
        #expect(scene.marked == 0 && scene.session.ending == nil && scene.screen.lastLine.contains("Space paints"))
    }
}
