import Foundation
import Testing

/// The manual's keys are those of the program.
extension RealProgram {
    struct Manual {
        /// A line of the help: its keys, and what they do.
        struct Entry: Hashable {
            let keys, text: String
            /// The actions' names for the configuration, which only the manual tells.
            var actions: [String] = []

            var shown: Entry { Entry(keys: keys, text: text) }
        }

        /// The entries of the manual's section KEYS.
        static func written() throws -> [Entry] {
            let path = Program.package.appendingPathComponent("man/madf-tui.1")
            let manual = try String(contentsOf: path, encoding: .utf8).replacing("\\-", with: "-").replacing("\\(ha", with: "^")
            let sections = manual.components(separatedBy: "\n.SH ")
            let lines = try #require(sections.first { $0.hasPrefix("KEYS\n") }).components(separatedBy: "\n")
            return zip(lines, lines.dropFirst()).compactMap { head, text in
                head.wholeMatch(of: /\.BR (?:"(.+?)"|(\S+)) " \((.+)\)"/).map { match in
                    Entry(
                        keys: String(match.1 ?? match.2!), text: text,
                        actions: match.3.components(separatedBy: ", "))
                }
            }
        }

        /// The help of a program, on a screen that has room for all of it.
        private func help(configuration: String = "") throws -> [Entry] {
            try Program.withFolder { folder in
                let home = folder.appendingPathComponent("config/madf-tui"), photo = folder.appendingPathComponent("photo.png")
                try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
                try configuration.write(to: home.appendingPathComponent("config"), atomically: true, encoding: .utf8)
                try Program.picture(width: 80, height: 44).writePNG(to: photo.path)
                let terminal = try Program.open(photo, in: folder, columns: 100, rows: 100)
                terminal.send("?")
                #expect(terminal.wait(for: "any other key goes back"))
                func trimmed(_ text: Substring) -> String { text.trimmingCharacters(in: .whitespaces) }
                return (0..<99).map { terminal.screen.line($0) }.filter { $0.hasPrefix("  ") && $0.contains { $0 != " " } }.map {
                    Entry(keys: trimmed($0.prefix(18)), text: trimmed($0.dropFirst(18)))
                }
            }
        }

        @Test func keysAreThoseOfTheHelp() throws {
            let written = try Manual.written()
            #expect(try help() == written.map(\.shown))
            #expect(Set(written.flatMap(\.actions)).count == written.reduce(0) { $0 + $1.actions.count })
        }

        /// Each action gets a key of its own by the name that the manual gives it; the help tells where it went.
        @Test func namesAreThoseOfTheConfiguration() throws {
            let written = try Manual.written(), actions = written.flatMap(\.actions)
            let letters = Dictionary(uniqueKeysWithValues: zip(actions, (0x0430...).lazy.compactMap { Unicode.Scalar($0) }))
            let help = try help(configuration: actions.map { "key.\($0) = \(letters[$0]!)\n" }.joined())
            for (entry, shown) in zip(written, help) where entry.actions.count == 1 && !entry.keys.contains(" ") {
                #expect(shown.keys == "\(entry.keys) \(letters[entry.actions[0]]!)")
            }
        }
    }
}
