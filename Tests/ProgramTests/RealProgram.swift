import Testing

/// The program itself on a terminal. One after the other: each uses both processors of a small machine.
///
/// Names that begin with a number are about that line of the list in `README.md`.
@Suite(.serialized) enum RealProgram {}

/// On these types of terminal every line of the list is shown.
let terminalTypes = ["xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100"]

/// Expects that something takes less than `bound` seconds at one of ten times; `measure` does it and returns how long it
/// took, or nil where it failed. A program that is slow is so every time; one that had to wait for a busy machine is not.
func expectQuick(_ bound: Double, sourceLocation: SourceLocation = #_sourceLocation, _ measure: () throws -> Double?) rethrows {
    var times: [Double] = []
    repeat {
        guard let seconds = try measure() else { break }
        times.append(seconds)
    } while times.last! >= bound && times.count < 10
    #expect(times.contains { $0 < bound }, "\(times)", sourceLocation: sourceLocation)
}
