import Glibc
import Synchronization
import Workers

/// What a batch prints: a line for every photo, and on a terminal one line of progress that goes when it is done.
final class BatchReport: Sendable {
    private struct State {
        var finished = 0
        var failures = 0
        var isLineShown = false
        /// Progress is not drawn more often than the eye follows.
        var drawn = 0.0
    }

    private let state = Mutex(State())
    private let count: Int
    private let isQuiet, isJSON, showsProgress: Bool
    /// Results go to standard output unless the picture does.
    private let descriptor: Int32

    init(_ command: MainCommand, count: Int) {
        self.count = count
        isQuiet = command.quiet
        isJSON = command.json
        showsProgress = isatty(STDERR_FILENO) == 1 && !command.quiet
        descriptor = command.output == "-" || (command.photos == ["-"] && command.output == nil) ? STDERR_FILENO : STDOUT_FILENO
    }

    var hasFailures: Bool { state.withLock { $0.failures > 0 } }

    func progress(_ item: BatchItem, _ share: Double, _ phase: String) {
        guard showsProgress else { return }
        state.withLock { state in
            let now = MonotonicClock.seconds
            guard now - state.drawn > 0.1 else { return }
            state.drawn = now
            state.isLineShown = true
            let place = count > 1 ? "[\(state.finished + 1)/\(count)] " : ""
            let filled = Int(share * 20)
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: max(0, 20 - filled))
            write("\r\u{1b}[K\(place)\(printable(item.photo)) \(bar) \(Int(share * 100)) % \(phase)")
        }
    }

    func done(_ item: BatchItem, _ lines: [String]) {
        finish { _ in
            if isJSON {
                line(json(item, status: "done", message: lines.joined(separator: " ")))
            } else if !isQuiet {
                for text in lines { line(printable(text)) }
            }
        }
    }

    func skipped(_ item: BatchItem) {
        finish { _ in
            if isJSON {
                line(json(item, status: "skipped", message: "the result is there already"))
            } else if !isQuiet {
                line(printable("\(item.output) is there already: skipped."))
            }
        }
    }

    func failed(_ item: BatchItem, _ reason: String) {
        finish { state in
            state.failures += 1
            if isJSON { line(json(item, status: "failed", message: reason)) }
            Program.writeLine("madf-tui: " + printable(reason), to: STDERR_FILENO)
        }
    }

    /// Takes the line of progress away.
    func close() {
        state.withLock { clear(&$0) }
    }

    private func finish(_ body: (inout State) -> Void) {
        state.withLock { state in
            clear(&state)
            state.finished += 1
            body(&state)
        }
    }

    private func clear(_ state: inout State) {
        if state.isLineShown { write("\r\u{1b}[K") }
        state.isLineShown = false
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private func line(_ text: String) { Program.writeLine(text, to: descriptor) }

    /// File names may hold escapes that would change the terminal.
    private func printable(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) ? "?" : Character($0) })
    }

    private func json(_ item: BatchItem, status: String, message: String) -> String {
        let fields = [("photo", item.photo), ("mask", item.mask), ("output", item.output), ("status", status), ("message", message)]
        return "{" + fields.map { "\"\($0)\":\"\(escaped($1))\"" }.joined(separator: ",") + "}"
    }

    /// RFC 8259, section 7.
    private func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\u{0}"..<" ":
                let code = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
