import Terminal
import Testing

/// Colors follow the terminal and what the environment says; `--color` and the configuration go before both.
@Suite struct ColorModeTests {
    /// What a terminal has when nothing else is said: 256 colors (xterm, tmux, screen), 8 (linux), none (vt100).
    private static func own(_ colors: Int) -> ColorMode { colors >= 256 ? .palette256 : colors >= 8 ? .palette16 : .mono }

    struct Choice: CustomTestStringConvertible {
        let environment: [String: String]
        let expected: @Sendable (_ own: ColorMode) -> ColorMode
        var testDescription: String { "\(environment)" }
    }

    /// A terminal that has no colors has none in 24 bits either.
    static let choices = [
        Choice(environment: [:]) { $0 },
        Choice(environment: ["COLORTERM": "truecolor"]) { $0 == .mono ? .mono : .truecolor },
        Choice(environment: ["COLORTERM": "24bit"]) { $0 == .mono ? .mono : .truecolor },
        Choice(environment: ["COLORTERM": "yes"]) { $0 },
        Choice(environment: ["TMUX": "/tmp/x,1,0"]) { $0 == .mono ? .mono : .truecolor },
        Choice(environment: ["STY": "1.x", "COLORTERM": "truecolor"]) { $0 },
        Choice(environment: ["STY": "", "COLORTERM": "truecolor"]) { $0 == .mono ? .mono : .truecolor },
        Choice(environment: ["COLORTERM": "truecolor", "NO_COLOR": "1"]) { _ in .mono },
        Choice(environment: ["NO_COLOR": ""]) { $0 },
    ]

    @Test(arguments: [256, 8, -1], choices) func colorsFollowTerminalAndEnvironment(colors: Int, choice: Choice) {
        #expect(ColorMode.detect(environment: { choice.environment[$0] }, colors: colors) == choice.expected(Self.own(colors)))
    }

    @Test func directColorIsKnown() {
        #expect(ColorMode.detect(environment: { _ in nil }, colors: 1 << 24) == .truecolor)
    }
}
