import Terminal
import Testing
import madf_tui

@Suite struct TextFieldTests {
    private func typed(_ text: String, _ keys: Key...) -> TextField {
        var field = TextField(text)
        for key in keys { field.take(key) }
        return field
    }

    @Test func keysAreThoseOfAShell() {
        #expect(typed("ab", .character("c")).text == "abc")
        #expect(typed("abc", .arrow(.left, .none), .backspace).text == "ac")
        #expect(typed("abc", .home, .delete).text == "bc" && typed("abc", .control("a"), .control("d")).text == "bc")
        #expect(typed("one/two", .control("w")).text == "one/" && typed("one/", .control("w")).text == "")
        #expect(typed("abc", .arrow(.left, .none), .control("u")).text == "c" && typed("abc", .control("b"), .control("k")).text == "ab")
        #expect(typed("abc", .home, .arrow(.left, .none), .backspace, .end, .delete, .control("f")).text == "abc")
    }

    @Test func headIsWhatStandsBeforeTheCursor() {
        var field = typed("/ho.png", .arrow(.left, .none), .arrow(.left, .none), .arrow(.left, .none), .arrow(.left, .none))
        #expect(field.head == "/ho")
        field.head = "/home/"
        #expect(field.text == "/home/.png" && field.head == "/home/")
    }

    @Test func pastesAreOneLineOfText() {
        var field = TextField("a")
        field.paste("b\u{7}\u{1b}c\nd")
        #expect(field.text == "abc")
    }

    @Test func lengthHasALimit() {
        var field = TextField("")
        field.paste(String(repeating: "x", count: 10_000))
        field.take(.character("y"))
        #expect(field.text.count == 4_096)
        // What is completed before the cursor may go beyond it.
        field.take(.home)
        field.head = "/home/"
        field.take(.character("z"))
        #expect(field.text.count == 4_102 && field.head == "/home/")
        var short = TextField("abcd", limit: 3)
        short.paste("e")
        #expect(short.text == "abcd")
    }

    /// The part about the cursor is seen, and a sign where something is cut before it.
    @Test func windowFollowsTheCursor() {
        _ = MemoryScreen(columns: 1, rows: 1)
        let field = typed("0123456789")
        #expect(field.window(columns: 20).text == "0123456789" && field.window(columns: 20).cursor == 10)
        #expect(field.window(columns: 5).text == "<789" && field.window(columns: 5).cursor == 4)
        #expect(typed("0123456789", .home).window(columns: 5).text == "01234")
        // Wide characters take two columns.
        #expect(typed("漢字").window(columns: 4).text == "<字" && typed("漢字").window(columns: 5).cursor == 4)
    }
}
