import Glibc
import Terminal
import Testing

@Suite struct TextLineTests {
    init() { setlocale(LC_CTYPE, "C.UTF-8") }

    @Test func widthIsThatOfTheScreen() {
        #expect(TextLine.width("abc") == 3 && TextLine.width("漢字") == 4 && TextLine.width("e\u{301}") == 1)
        // What cannot be printed becomes a question mark.
        #expect(TextLine.width("\u{1b}[2J") == 4)
    }

    @Test func longTextsKeepTheirEnds() {
        #expect(TextLine.shortened("abcdefghij", to: 10) == "abcdefghij")
        #expect(TextLine.shortened("abcdefghijklm", to: 12) == "abcdef...klm")
        for columns in 0..<12 { #expect(TextLine.width(TextLine.shortened("漢字abcdefghijk", to: columns)) <= columns) }
    }
}
