import Foundation
import Photo
import Testing

/// Colors and characters, by what the terminal and its locale have.
extension RealProgram {
    struct Colors {
        /// Bytes above 0x7f only where the locale is UTF-8.
        @Test(arguments: ["C", "C.UTF-8"]) func charactersFollowTheLocale(locale: String) throws {
            try Scene.with(["LC_ALL": locale]) { scene in
                #expect(scene.terminal.output.contains { $0 > 0x7f } == (locale != "C"))
                #expect(scene.terminal.screen.cells[5][40].background != "default")
            }
        }

        struct Choice: CustomTestStringConvertible {
            let type: String, options: [String], environment: [String: String], marks: [String]
            var testDescription: String { "\(type) \(options) \(environment)" }
        }

        static let choices = [
            Choice(type: "xterm-256color", options: [], environment: [:], marks: ["38;5"]),
            Choice(type: "xterm-256color", options: [], environment: ["COLORTERM": "truecolor"], marks: ["38;2"]),
            Choice(type: "tmux-256color", options: [], environment: ["TMUX": "/tmp/x,1,0"], marks: ["38;2"]),
            Choice(type: "screen-256color", options: [], environment: ["STY": "1.x", "COLORTERM": "truecolor"], marks: ["38;5"]),
            Choice(type: "xterm-256color", options: [], environment: ["COLORTERM": "truecolor", "NO_COLOR": "1"], marks: []),
            Choice(type: "xterm-256color", options: ["--color=truecolor"], environment: ["NO_COLOR": "1"], marks: ["38;2"]),
            Choice(type: "xterm-256color", options: ["--color=16"], environment: ["COLORTERM": "truecolor"], marks: []),
            Choice(type: "xterm-256color", options: ["--color=mono"], environment: [:], marks: []),
            Choice(type: "vt100", options: [], environment: [:], marks: []),
            Choice(type: "linux", options: [], environment: [:], marks: []),
        ]

        @Test(arguments: choices) func choiceFollowsTerminalAndUser(choice: Choice) throws {
            try Scene.with(type: choice.type, options: choice.options, choice.environment) { scene in
                let colors = scene.terminal.screen.cells.joined().flatMap { [$0.foreground, $0.background] }
                #expect(colors.contains { $0.hasPrefix("#") } == (choice.marks == ["38;2"]))
                #expect(colors.contains { (Int($0) ?? 0) >= 16 } == (choice.marks == ["38;5"]))
                #expect(scene.waitForState("zoom"))
            }
        }

        /// The lower 16 entries belong to the user's theme.
        @Test func paletteKeepsToTheUpper240() throws {
            try Scene.with(options: ["--color=256"]) { scene in
                let colors = scene.terminal.screen.cells.prefix(22).joined().flatMap { [$0.foreground, $0.background] }
                #expect(colors.compactMap(Int.init).allSatisfy { $0 >= 16 })
                #expect(Set(colors).count > 20)
            }
        }

        /// Entries of terminfo for direct color send the first eight as palette entries.
        @Test func darkestColorsAreNotTakenForPaletteEntries() throws {
            try Scene.with(options: ["--color=truecolor"], picture: Program.picture(width: 80, height: 44) { x, _ in [0, 0, UInt8(x % 8)] }) { scene in
                let shown = scene.terminal.screen.cells[3].map { $0.glyph == " " ? $0.background : $0.foreground }
                #expect(shown == (0..<80).map { "#0,0,\($0 % 8)" })
            }
        }

        /// ncurses 6.4 has no more than 65,536 color pairs in a session.
        @Test func moreColorsThanPairsStayRight() throws {
            let picture = Program.picture(width: 1_600, height: 440) { x, y in
                [UInt8(x * 7 & 255), UInt8(y * 13 & 255), UInt8((x * 31 + y * 17) >> 3 & 255)]
            }
            try Scene.with(options: ["--color=truecolor"], columns: 160, rows: 46, picture: picture) { scene in
                scene.terminal.send("+++++++")
                #expect(scene.waitForState("zoom 100%"))
                // 160 x 44 cells a view, 12 views: more than 80,000 pairs.
                for turn in 0..<12 {
                    scene.terminal.send(turn < 6 ? "\u{1b}[1;5C\u{1b}[1;5C\u{1b}[1;5C\u{1b}[1;5C" : "\u{1b}[1;5D\u{1b}[1;5D\u{1b}[1;5D\u{1b}[1;5D\u{1b}[1;5B")
                    scene.terminal.settle(milliseconds: 60)
                }
                let cells = scene.terminal.screen.cells
                func rgb(_ text: String) -> [Int] { text.dropFirst().split(separator: ",").compactMap { Int($0) } }
                func colors(_ cell: ScreenModel.Cell) -> ([Int], [Int]) {
                    switch cell.glyph {
                    case " ": (rgb(cell.background), rgb(cell.background))
                    case "█": (rgb(cell.foreground), rgb(cell.foreground))
                    case "▄": (rgb(cell.background), rgb(cell.foreground))
                    default: (rgb(cell.foreground), rgb(cell.background))
                    }
                }
                // Where the view is, the first pixels tell; a screenful may be 8 off a channel to save bytes.
                func agrees(_ x: Int, _ y: Int, _ shown: [Int]) -> Bool {
                    shown.count == 3 && x < 1_600 && y < 440 && (0..<3).allSatisfy { abs(shown[$0] - picture[x, y, $0]) <= 8 }
                }
                let places = (0..<1_440).flatMap { x in (0..<352).map { (x, $0) } }.filter { x, y in
                    (0..<10).allSatisfy { agrees(x + $0, y, colors(cells[0][$0]).0) && agrees(x + $0, y + 1, colors(cells[0][$0]).1) }
                }
                func isShown(at place: (Int, Int)) -> Bool {
                    // At the upper right the small map lies over the picture.
                    (0..<44 * 120).allSatisfy { index in
                        let row = index / 120, column = index % 120
                        let (upper, lower) = colors(cells[row][column])
                        return agrees(place.0 + column, place.1 + 2 * row, upper)
                            && agrees(place.0 + column, place.1 + 2 * row + 1, lower)
                    }
                }
                #expect(places.contains(where: isShown))
            }
        }
    }
}
