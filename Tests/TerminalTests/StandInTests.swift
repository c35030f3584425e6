import Terminal
import Testing

/// Types of terminals that are seldom installed where one logs in.
@Suite struct StandInTests {
    @Test(arguments: ["xterm-kitty", "xterm-ghostty", "alacritty", "alacritty-direct", "foot", "foot-extra", "wezterm"])
    func newerTypesHaveOne(type: String) { #expect(Terminal.standIn(for: type) == "xterm-256color") }

    @Test(arguments: ["", "xterm-nonesuch", "footstep", "vt100"]) func othersHaveNone(type: String) { #expect(Terminal.standIn(for: type) == nil) }
}
