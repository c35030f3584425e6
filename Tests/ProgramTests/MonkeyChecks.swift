import Evaluation
import Foundation
import Glibc
import Support
import Testing

/// Random keys and mouse reports: whatever comes, the program lives, keeps to its memory and gives the terminal back.
extension RealProgram {
    struct Monkey {
        /// Half an hour where MADF_MONKEY_SECONDS says so (1800); MADF_MONKEY_SEED chooses other keys.
        private static func number(_ name: String, unless standard: Int) -> Int {
            ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? standard
        }

        @Test func livesThroughRandomInput() throws {
            let seconds = Double(Monkey.number("MADF_MONKEY_SECONDS", unless: 5))
            var generator = SeededGenerator(seed: UInt64(Monkey.number("MADF_MONKEY_SEED", unless: 1)))
            try Scene.with(picture: .pattern(width: 160, height: 120)) { first in
                var scene = first
                let start = Date()
                // Resident memory while each program ran: a click may meet "quit", which is a fair end.
                var runs: [[Int]] = [[]], sent = ""
                while Date().timeIntervalSince(start) < seconds {
                    sent = (0..<20).map { _ in Monkey.input(&generator) }.joined()
                    let terminal = scene.terminal
                    terminal.send(sent)
                    if generator.next(50) == 0 { terminal.resize(columns: 1 + generator.next(150), rows: 1 + generator.next(50)) }
                    terminal.settle(milliseconds: 10)
                    if terminal.status == nil {
                        terminal.forgetOutput()
                        runs[runs.count - 1].append(residentBytes(of: terminal.process))
                        continue
                    }
                    try #require(terminal.status == 0, "ended after \(sent.debugDescription)")
                    Endings().expectWhole(terminal)
                    scene = try scene.again()
                    runs.append([])
                }
                // The network with its memory to work takes some hundred megabytes; the history of marks is bounded too.
                #expect(runs.joined().max()! < 1 << 30)
                if seconds >= 600 { expectFlat(runs.max { $0.count < $1.count }!) }
                quit(scene.terminal)
                #expect(scene.terminal.waitForEnd() == 0, "still there:\n\(scene.terminal.screen.text)")
                Endings().expectWhole(scene.terminal)
            }
        }

        /// After the first third, which has loaded the network and filled the history of a thousand steps, memory grows by
        /// no more than a twentieth. Medians, since a removal takes its working memory for a while and returns it.
        private func expectFlat(_ samples: [Int]) {
            func median(_ part: ArraySlice<Int>) -> Int { part.sorted()[part.count / 2] }
            let third = samples.count / 3
            let middle = median(samples[third..<2 * third]), last = median(samples[(2 * third)...])
            print("resident memory: \(median(samples[..<third]) >> 20), \(middle >> 20), \(last >> 20) MiB by thirds")
            #expect(Double(last) < 1.05 * Double(middle))
        }

        /// Out of whatever is on the screen: Escape leaves prompts, help and strokes, `y` agrees to leave without saving.
        private func quit(_ terminal: PseudoTerminal) {
            terminal.resize(columns: 80, rows: 24)
            // The end of a paste that may have begun, as a terminal sends it.
            terminal.send("\u{1b}[201~")
            // A busy machine has much to do first of all that was sent.
            for _ in 0..<100 where terminal.status == nil {
                terminal.send("\u{1b}")
                terminal.settle(milliseconds: 100)
                terminal.send("qy")
                terminal.wait(1) { $0.status != nil }
            }
        }

        /// A key, a mouse report or a sequence; no key that ends the program or stops it.
        private static func input(_ generator: inout SeededGenerator) -> String {
            switch generator.next(12) {
            case 0...4: return String("hjklHJKLxbtreofuciFaBOvw#1234567890+-=[]<>?PnpyG \t".randomElement(using: &generator)!)
            case 5: return ["\r", "\u{12}", "\u{0c}", "\u{7f}", "m", "M", "S", "s"].randomElement(using: &generator)!
            case 6...8:
                let button = [0, 0, 1, 2, 32, 32, 34, 35, 64, 65].randomElement(using: &generator)!
                return Scene.mouse(button, generator.next(160), generator.next(60), release: generator.next(4) == 0)
            case 9: return "\u{1b}[" + ["A", "B", "C", "D", "1;2A", "1;5C", "5~", "6~", "H", "F"].randomElement(using: &generator)!
            case 10:
                return "\u{1b}[\(generator.next(300));\(generator.next(300))" + ["u", "R", "c", "~", "M", "$y"].randomElement(using: &generator)!
            default: return "\u{1b}[200~q\u{1b}[201~"
            }
        }

        private func residentBytes(of process: pid_t) -> Int {
            let status = (try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)) ?? ""
            return (status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
