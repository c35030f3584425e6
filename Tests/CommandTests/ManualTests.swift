import Foundation
import Testing

/// The manual tells of every option that `--help` does, and of no other.
@Suite struct ManualTests {
    @Test func optionsAreThoseOfTheProgram() throws {
        let help = try Tool(name: "madf-tui").run(["--help"]).text
        let manual = String(decoding: FileManager.default.contents(atPath: package + "/man/madf-tui.1")!, as: UTF8.self).replacing("\\-", with: "-")
        func options(_ text: Substring) -> Set<String> {
            Set(text.matches(of: /--[a-z][a-z-]+/).map { String($0.output) })
        }
        let told = options(manual[manual.range(of: ".SH OPTIONS")!.lowerBound...])
        #expect(told == options(help[help.range(of: "OPTIONS:")!.lowerBound...]))
    }
}
