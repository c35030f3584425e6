import Terminal
import Testing

/// What comes character by character becomes keys, mouse reports, pastes and replies, and nothing of a sequence runs as a command.
@Suite struct InputDecoderTests {
    private func events(_ text: String, settles: Bool = true) -> [InputEvent] {
        var decoder = InputDecoder()
        var events = text.unicodeScalars.compactMap { decoder.take(.character($0.value)) }
        if settles, let last = decoder.settle() { events.append(last) }
        return events
    }

    @Test func charactersAreKeys() {
        #expect(events("aZ 漢") == ["a", "Z", " ", "漢"].map { .key(.character($0)) })
        #expect(events("\r\n\t\u{7f}\u{8}") == [.key(.enter), .key(.enter), .key(.tab), .key(.backspace), .key(.backspace)])
        #expect(events("\u{3}\u{1a}") == [.key(.control("c")), .key(.control("z"))])
    }

    @Test func escapeIsAKeyWhereNothingFollows() {
        #expect(events("\u{1b}") == [.key(.escape)])
        #expect(events("\u{1b}", settles: false).isEmpty)
        #expect(events("\u{1b}[1;9", settles: true).isEmpty)
    }

    @Test func mouseReportsAreTakenApart() {
        func event(_ action: MouseEvent.Action, _ column: Int, _ row: Int) -> InputEvent {
            .mouse(MouseEvent(action: action, column: column, row: row))
        }
        #expect(events("\u{1b}[<0;1;1M\u{1b}[<0;251;11m") == [event(.press(.left), 0, 0), event(.release(.left), 250, 10)])
        #expect(events("\u{1b}[<34;5;6M\u{1b}[<35;5;6M") == [event(.drag(.right), 4, 5), event(.hover, 4, 5)])
        #expect(events("\u{1b}[<64;5;6M\u{1b}[<69;5;6M") == [event(.wheelUp, 4, 5), event(.wheelDown, 4, 5)])
        #expect(events("\u{1b}[<0;0;1M\u{1b}[<0;5M\u{1b}[<99;1;1M\u{1b}[<;;M").isEmpty)
    }

    @Test func repliesAndUnknownSequencesAreSwallowed() {
        #expect(events("\u{1b}[?61;6c") == [.reply("?61;6c")])
        #expect(events("\u{1b}]11;rgb:0/0/0\u{1b}\\\u{1b}]11;qiq\u{07}") == [.reply("11;rgb:0/0/0"), .reply("11;qiq")])
        #expect(events("\u{1b}P>|iqi\u{1b}\\\u{1b}[1;9q\u{1b}Oq\u{1b}q") == [.reply(">|iqi"), .reply("1;9q")])
    }

    /// Function keys, with modifiers too, as no entry of terminfo has them: none of their numbers is typed.
    @Test(arguments: ["OP", "O2P", "O1;5Q", "[20~", "[20;5~", "[34~", "[57363u", "[1;3P", "[[E", "[27;5;57~", "[200z"])
    func functionKeysTypeNothing(sequence: String) {
        #expect(events("\u{1b}\(sequence)").allSatisfy { if case .reply = $0 { true } else { false } })
        #expect(events("\u{1b}\(sequence)3").last == .key(.character("3")))
    }

    @Test func pasteIsText() {
        var decoder = InputDecoder()
        #expect(decoder.take(.pasteStart) == nil)
        for scalar in "q\r\u{1b}x".unicodeScalars { #expect(decoder.take(.character(scalar.value)) == nil) }
        #expect(decoder.take(.key(.enter)) == nil)
        #expect(decoder.take(.pasteEnd) == .paste("q\r\u{1b}x") && !decoder.isPending)
    }
}
