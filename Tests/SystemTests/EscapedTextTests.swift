import Support
import System
import Testing

/// Any bytes have a text of their own, and text is itself.
@Suite struct EscapedTextTests {
    @Test func textStaysAsItIs() {
        for text in ["", "photo.jpg", "café", "cafe\u{301}", "日本/🏔️.png", "\u{E000}"] {
            #expect(Array(EscapedText.text(of: text.utf8).utf8) == Array(text.utf8))
            #expect(EscapedText.shown(text) == text)
        }
    }

    /// Overlong forms, surrogates, cut sequences, and the code points that stand for bytes.
    @Test(
        arguments: [
            [0xE9], [0x63, 0xE9, 0x2E], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x8F], [0xF4, 0x8F, 0xBE, 0x80],
            [0xF4, 0x8F, 0xBF, 0xBF], [0xF5, 0x80, 0x80, 0x80], [0xFF, 0xFE], [0xE9, 0xCC, 0x81],
        ] as [[UInt8]]) func bytesComeBack(bytes: [UInt8])
    {
        let text = EscapedText.text(of: bytes)
        #expect(EscapedText.bytes(of: text) == bytes)
        #expect(FilePath(escaped: text).bytes == bytes)
        #expect(EscapedText.shown(text).unicodeScalars.contains("\u{FFFD}"))
    }

    @Test func randomBytesComeBack() {
        var noise = Noise(seed: 4)
        for _ in 0..<2_000 {
            let bytes = (0..<noise.next() % 12).map { _ in UInt8(truncatingIfNeeded: noise.next() >> 9) | (noise.next() & 0x100 > 0 ? 0xC0 : 0) }
            #expect(EscapedText.bytes(of: EscapedText.text(of: bytes)) == bytes)
        }
    }
}
