import Editing
import Support
import Testing

/// Wrong usage ends with status 2 and says so before anything is done.
@Suite struct UsageTests {
    @Test(arguments: [
        [], ["--stage", "best", "a.jpg"], ["a.jpg"], ["--json", "a.jpg"], ["--threads", "0", "--mask", "m", "a.jpg"], ["--grow", "x", "a.jpg"],
        ["--mask", "m", "-o", "a.gif", "a.jpg"], ["--mask", "m", "-o", "/", "a.jpg"], ["--mask", "m", "-o", "b.jpg", "a.jpg", "c.jpg"],
        ["--mask", "", "a.jpg"], ["--mask", "m", "--output-dir", "", "a.jpg"], ["--mask", "m", "--in-place", "-"],
        ["--mask", "m", "--output-dir", "d", "-"], ["convert", "a.pth"], ["explain", "a.jpg"],
    ])
    func ofMadfTui(arguments: [String]) throws {
        try check("madf-tui", arguments)
    }

    @Test(arguments: [["fly"], ["parity"], ["speed", "--size", "x"], ["quality", ".", "--seed"], ["masks"]])
    func ofMadfBench(arguments: [String]) throws {
        try check("madf-bench", arguments)
    }

    private func check(_ program: String, _ arguments: [String]) throws {
        let outcome = try Executable(name: program).run(arguments)
        #expect(outcome.status == 2 && outcome.errors.lowercased().contains("usage: \(program)") && outcome.output.isEmpty, "\(outcome.errors)")
    }
}
