import Editing
import Foundation
import Support
import Testing

/// The manuals tell of every option that the programs have, and of no other, command by command.
@Suite struct ManualTests {
    @Test(arguments: ["madf-tui", "madf-bench"]) func optionsAreThoseOfTheProgram(program: String) throws {
        let manual = try String(contentsOfFile: PackageFolder.path("man/\(program).1"), encoding: .utf8).replacing("\\-", with: "-")
        let whole = try Help.of(Executable(name: program))
        if !whole.options.isSubset(of: Self.common) {
            #expect(Self.options(Self.section("SH OPTIONS", of: manual)).subtracting(Self.common) == whole.options.subtracting(Self.common))
        }
        for command in whole.subcommands ?? [] where command.commandName != "help" {
            let section = Self.section("SS " + command.commandName, of: manual)
            #expect(!section.isEmpty, "\(program).1 has no section of \(command.commandName)")
            #expect(Self.options(section) == command.options.subtracting(Self.common), "\(command.commandName)")
        }
    }

    @Test(arguments: ["madf-tui", "madf-bench"]) func version(program: String) throws {
        let version = try Executable(name: program).run(["--version"]).text
        let parts = try #require(version.prefixMatch(of: /(madf-[a-z]+) (\d+\.\d+\.\d+) \(([0-9a-f]{7,}\+?|unknown)\)\n/), "\(version)")
        #expect(parts.1 == program)
        let manual = try String(contentsOfFile: PackageFolder.path("man/\(program).1"), encoding: .utf8)
        #expect(manual.hasPrefix(".TH ") && manual.prefix { $0 != "\n" }.contains("madf-tui \(parts.2)\""))
    }

    /// Options that every command has.
    private static let common: Set<String> = ["--help", "--version"]

    /// What stands between the heading and the next of its kind.
    private static func section(_ heading: String, of manual: String) -> Substring {
        let lines = manual.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0 == "." + heading || $0.hasPrefix(".\(heading) ") }) else { return "" }
        let rest = lines[(first + 1)...].prefix { !$0.hasPrefix(".SH") && !$0.hasPrefix(".SS") }
        return Substring(rest.joined(separator: "\n"))
    }

    /// Options that entries are about, not those that texts refer to.
    private static func options(_ section: Substring) -> Set<String> {
        let entries = section.split(separator: "\n").filter { $0.hasPrefix(".B") }
        return Set(entries.flatMap { $0.matches(of: /--[a-z][a-z-]+/).map { String($0.output) } })
    }
}
