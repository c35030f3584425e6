import Foundation
import Pixels
import Support
import Testing

/// Colors and characters, by what the terminal and its locale have.
extension RealProgram {
    struct Colors {
        /// Bytes above 0x7f only where the locale is UTF-8; the picture is there in either.
        @Test("1: characters follow the locale", arguments: terminalTypes, ["C", "C.UTF-8"])
        func charactersFollowTheLocale(type: String, locale: String) throws {
            try Scene.with(type: type, ["LC_ALL": locale]) { scene in
                #expect(scene.terminal.output.contains { $0 > 0x7f } == (locale != "C"))
                #expect(Set(scene.terminal.screen.cells[5]).count > 1)
            }
        }

        /// How colors are sent.
        enum Sent { case rgb, upper240, basic, none }

        /// What a type has when nothing else is said.
        static func own(_ type: String) -> Sent { ["linux": .basic, "vt100": .none][type] ?? .upper240 }

        struct Choice: CustomTestStringConvertible {
            let options: [String], environment: [String: String]
            /// `own`: what the terminal's type has.
            let expected: @Sendable (_ own: Sent) -> Sent
            var testDescription: String { "\(options) \(environment)" }

            init(_ options: [String], _ environment: [String: String], _ expected: @escaping @Sendable (_ own: Sent) -> Sent) {
                (self.options, self.environment, self.expected) = (options, environment, expected)
            }
        }

        /// One for each way that a choice comes; all of them are in `ColorModeTests` and `PictureEncoderTests`.
        static let choices = [
            Choice([], [:]) { $0 },
            Choice(["--color=auto"], ["COLORTERM": "truecolor"]) { $0 == .none ? .none : .rgb },
            Choice([], ["COLORTERM": "truecolor", "NO_COLOR": "1"]) { _ in .none },
            Choice(["--color=16"], ["NO_COLOR": "1"]) { _ in .basic },
        ]

        @Test("2: colors follow terminal and user", arguments: terminalTypes, choices)
        func colorsFollowTerminalAndUser(type: String, choice: Choice) throws {
            try Scene.with(type: type, options: choice.options, columns: 40, rows: 12, choice.environment) { scene in
                let colors = Set(scene.terminal.screen.cells.joined().flatMap { [$0.foreground, $0.background] }).subtracting(["default"])
                let sent = colors.map { color in color.hasPrefix("#") ? Sent.rgb : Int(color)! >= 16 ? .upper240 : .basic }
                let expected = choice.expected(Colors.own(type))
                #expect(Set(sent) == (expected == .none ? [] : [expected]))
            }
        }

        /// The lower 16 entries belong to the user's theme.
        @Test("3: a palette of 256 is used from 16 on", arguments: terminalTypes) func paletteKeepsToTheUpper240(type: String) throws {
            try Scene.with(type: type, options: ["--color=256"]) { scene in
                let colors = scene.terminal.screen.cells.prefix(22).joined().flatMap { [$0.foreground, $0.background] }
                #expect(colors.compactMap(Int.init).allSatisfy { $0 >= 16 })
                #expect(Set(colors).count > 20)
            }
        }

        /// Entries of terminfo for direct color send the first eight as palette entries.
        @Test("4: the darkest colors are not taken for palette entries", arguments: terminalTypes)
        func darkestColorsStayColors(type: String) throws {
            let picture = Raster.pattern(width: 80, height: 44) { x, _ in [0, 0, UInt8(x % 8)] }
            try Scene.with(type: type, options: ["--color=truecolor"], picture: picture) { scene in
                let shown = scene.terminal.screen.cells[3].map { $0.glyph == " " ? $0.background : $0.foreground }
                #expect(shown == (0..<80).map { "#0,0,\($0 % 8)" })
            }
        }

        private static let colorful = Raster.pattern(width: 1_600, height: 440) { x, y in
            [UInt8(x * 7 & 255), UInt8(y * 13 & 255), UInt8((x * 31 + y * 17) >> 3 & 255)]
        }

        /// ncurses 6.4 has no more than 65,536 color pairs in a session.
        @Test("5: more colors than pairs stay right", arguments: terminalTypes) func moreColorsThanPairsStayRight(type: String) throws {
            let picture = Colors.colorful
            try Scene.with(type: type, options: ["--color=truecolor"], columns: 160, rows: 46, picture: picture) { scene in
                scene.terminal.send("+++++++")
                #expect(scene.waitForState("zoom 100%"))
                // 160 x 44 cells a view, 12 views: more than 80,000 pairs.
                for turn in 0..<12 {
                    let before = scene.terminal.screen.cells
                    let way = turn < 6 ? "C" : "D"
                    scene.terminal.send(String(repeating: "\u{1b}[1;5" + way, count: 4) + (turn < 6 ? "" : "\u{1b}[1;5B"))
                    #expect(scene.terminal.wait { $0.screen.cells != before })
                }
                // The view has pushed the cursor to its upper right, and at its left the small map gives way; and no brush lies over the picture.
                scene.terminal.send("120hr")
                #expect(scene.waitForState("rectangle"))
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
                let first = cells[0].prefix(10).map(colors)
                let places = (0..<1_440).flatMap { x in (0..<352).map { (x, $0) } }.filter { x, y in
                    (0..<10).allSatisfy { agrees(x + $0, y, first[$0].0) && agrees(x + $0, y + 1, first[$0].1) }
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
