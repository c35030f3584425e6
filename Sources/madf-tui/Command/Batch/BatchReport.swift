import Photo
import Synchronization
import System
import Terminal
import Workers

/// What a batch prints: a line for every photo, one that sums up, and on a terminal one line of progress that goes when
/// it is done.
final class BatchReport: Sendable {
    private struct State {
        var done = 0, skipped = 0, failures = 0, planned = 0
        /// Shares done of the photos that are worked on.
        var shares: [FilePath: Double] = [:]
        var isLineShown = false
        /// Progress is not drawn more often than the eye follows.
        var drawn = 0.0
        /// When the first photo was begun.
        var begun: Double?

        var finished: Int { done + skipped + failures }

        /// Seconds that are left for all of `count` photos if they take as long as those before; nil where too little is done to tell.
        func secondsLeft(of count: Int, at now: Double) -> Double? {
            let begunShares = shares.values.reduce(0, +), worked = Double(done) + begunShares
            guard let begun, now - begun > 3, worked > 0.02 else { return nil }
            return (now - begun) / worked * (Double(count - finished) - begunShares)
        }
    }

    private let state = Mutex(State())
    private let count: Int
    private let isQuiet, isJSON, showsProgress: Bool
    /// Results go to standard output unless the picture does.
    private let descriptor: FileDescriptor

    init(_ options: BatchOptions, count: Int) {
        self.count = count
        isQuiet = options.isQuiet
        isJSON = options.isJSON
        showsProgress = FileDescriptor.standardError.isTerminal && !options.isQuiet
        descriptor = options.writesToStandardOutput ? .standardError : .standardOutput
        // Widths of characters are known for the locale only.
        CurrentProcess.adoptLocale()
    }

    var hasFailures: Bool { state.withLock { $0.failures > 0 } }

    func progress(_ item: BatchItem, _ share: Double, _ phase: String) {
        guard showsProgress else { return }
        state.withLock { state in
            state.shares[item.photo] = share
            if state.begun == nil { state.begun = MonotonicClock.seconds }
            let now = MonotonicClock.seconds
            guard now - state.drawn > 0.1 else { return }
            state.drawn = now
            state.isLineShown = true
            let whole = (Double(state.finished) + state.shares.values.reduce(0, +)) / Double(count)
            let place = count > 1 ? "[\(state.finished)/\(count)] " : ""
            let filled = max(0, min(20, Int(whole * 20)))
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
            // A line that wraps could not be taken away.
            let left = state.secondsLeft(of: count, at: now).map { "\(Self.roughly($0)) left " } ?? ""
            let share = "\(place)\(bar) \(Int(whole * 100)) % \(left)"
            let what = TextLine.shortenedPaths(printable("\(item.photo): \(phase)"), to: columns - 1 - share.count)
            write("\r\u{1b}[K\((share + what).prefix(columns - 1))")
        }
    }

    /// In the largest unit of which it has two, for what is estimated is never exact.
    private static func roughly(_ seconds: Double) -> String {
        let units = [(86_400.0, "days"), (3_600, "h"), (60, "min"), (1, "s")], unit = units.first { seconds >= 2 * $0.0 } ?? units[3]
        return "\(Int((seconds / unit.0).rounded())) \(unit.1)"
    }

    /// - Parameter place: puts the result in its place and returns what to say of it; no signal ends the process between the two.
    func done(_ item: BatchItem, _ place: () throws -> [String]) rethrows {
        try finish(item) { state in
            let lines = try place()
            state.done += 1
            if isJSON {
                line(json(item, status: "done", message: lines.joined(separator: " ")))
            } else if !isQuiet {
                for text in lines { line(printable(text)) }
            }
        }
    }

    func skipped(_ item: BatchItem) { skipped(item, "the result is there already", item.outputs.map { "\($0) is there already: skipped." }) }

    func leftToOthers(_ item: BatchItem) {
        skipped(item, "another process is at work on it", ["Another process is at work on \(item.photo): left to it."])
    }

    private func skipped(_ item: BatchItem, _ reason: String, _ texts: [String]) {
        finish(item) { state in
            state.skipped += 1
            if isJSON {
                line(json(item, status: "skipped", message: reason))
            } else if !isQuiet {
                for text in texts { line(printable(text)) }
            }
        }
    }

    /// What would be done.
    func planned(_ item: BatchItem) {
        finish(item) { state in
            state.planned += 1
            if isJSON {
                line(json(item, status: "planned", message: ""))
            } else if !isQuiet {
                let what = item.mask.map { "what \($0) marks" } ?? "what is in the box"
                let places = item.outputs.map { $0 == "-" ? "standard output" : "\($0)" }.joined(separator: ", ")
                line(printable("\(item.photo): \(what) would go, the result to \(places)."))
            }
        }
    }

    /// Something about the whole batch.
    func note(_ text: String) {
        if !isQuiet { FileDescriptor.standardError.writeLine("madf-tui: " + printable(text)) }
    }

    func failed(_ item: BatchItem, _ reason: String) {
        finish(item) { state in
            state.failures += 1
            if isJSON { line(json(item, status: "failed", message: reason)) }
            FileDescriptor.standardError.writeLine("madf-tui: " + printable(reason))
        }
    }

    /// Takes the line of progress away, and sums up where there were several photos.
    func close() { state.withLock { sumUp(&$0, "") } }

    /// Ends the process where something is left to do, after it has summed up.
    ///
    /// - Parameter goesOn: whether the same command would do what is left.
    func cancel(goesOn: Bool, status: Int32) {
        state.withLock { state in
            guard state.finished < count else { return }
            let advice = goesOn ? "; the same command does what is left" : ""
            sumUp(&state, ", \(count - state.finished) left\(advice)")
            AtomicFile.exit(status)
        }
    }

    private func sumUp(_ state: inout State, _ left: String) {
        clear(&state)
        guard count > 1, !isQuiet else { return }
        var parts = state.planned > 0 ? ["\(state.planned) to do"] : ["\(state.done) done"]
        if state.skipped > 0 { parts.append("\(state.skipped) skipped") }
        if state.failures > 0 { parts.append("\(state.failures) failed") }
        write("\(left.isEmpty ? "" : "Cancelled: ")\(parts.joined(separator: ", "))\(left).\n")
    }

    private func finish(_ item: BatchItem, _ body: (inout State) throws -> Void) rethrows {
        try state.withLock { state in
            clear(&state)
            state.shares[item.photo] = nil
            try body(&state)
        }
    }

    /// Columns of the terminal.
    private var columns: Int { FileDescriptor.standardError.terminalColumns ?? 80 }

    private func clear(_ state: inout State) {
        if state.isLineShown { write("\r\u{1b}[K") }
        state.isLineShown = false
    }

    private func write(_ text: String) {
        try? FileDescriptor.standardError.writeWhole(Array(text.utf8))
    }

    private func line(_ text: String) { descriptor.writeLine(text) }

    /// File names may hold escapes that would change the terminal, and marks that turn the direction of what follows.
    private func printable(_ text: String) -> String {
        String(text.unicodeScalars.map { [.control, .format].contains($0.properties.generalCategory) ? "?" : Character($0) })
    }

    private func json(_ item: BatchItem, status: String, message: String) -> String {
        func named(_ key: String, _ path: FilePath?) -> [(String, JSON)] { path.map { [(key, .text($0.string))] } ?? [] }
        let outputs: [(String, JSON)] = item.outputs.count > 1 ? [("outputs", .list(item.outputs.map { .text($0.string) }))] : []
        let inputs = [("photo", item.photo), ("mask", item.mask), ("keepOut", item.keepOut), ("edges", item.edges), ("output", item.output)]
        let words: [(String, JSON)] = [("status", .text(status)), ("message", .text(message))]
        return JSON.object(inputs.flatMap(named) + outputs + words).description
    }
}
