import Terminal
import Testing

/// Sequences from the terminal are taken apart as far as any real one goes.
@Suite struct InputLimitTests {
    @Test(arguments: ["]", "P", "_"]) func repliesAreCutAtTheLimit(introducer: Character) throws {
        var decoder = InputDecoder()
        func take(_ text: String) -> InputEvent? {
            var event: InputEvent?
            for scalar in text.unicodeScalars { event = decoder.take(.character(scalar.value)) }
            return event
        }
        #expect(take("\u{1b}\(introducer)" + String(repeating: "a", count: 100_000)) == nil && decoder.isPending)
        guard case .reply(let text)? = take("\u{1b}\\") else {
            Issue.record("no reply")
            return
        }
        #expect(text.utf8.count == InputDecoder.sequenceLimit)
        // What comes next counts again.
        #expect(!decoder.isPending && take("q") == .key(.character("q")))
    }

    @Test func controlSequencesAreCutAtTheLimit() throws {
        var decoder = InputDecoder()
        for value in [0x1b, 0x5b] + [UInt32](repeating: 0x31, count: 100_000) { #expect(decoder.take(.character(value)) == nil) }
        guard case .reply(let text)? = decoder.take(.character(0x63)) else {
            Issue.record("no reply")
            return
        }
        #expect(text.utf8.count == InputDecoder.sequenceLimit + 1)
    }
}
