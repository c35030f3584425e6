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

    /// What is wrong is named, and not what it leads to.
    @Test(
        arguments: [
            (["--maks", "m.png", "a.jpg"], "Unknown option '--maks'"), (["--json", "--maks", "m.png", "a.jpg"], "Unknown option '--maks'"),
            (["--grow", "-3", "--mask", "m", "a.jpg"], "--grow takes a number from 0 to 1000"),
            (["--jobs", "-1", "--mask", "m", "a.jpg"], "--jobs takes a number from 1 to 64"),
            (["--shard", "5/4", "--mask", "m", "a.jpg"], "The value '5/4' is invalid for '--shard <i/n>': of 4 parts, I is one from 1 to 4"),
            (["--shard", "2", "--mask", "m", "a.jpg"], "two whole numbers are needed: I/N"),
            (["--shard", "1/0", "--mask", "m", "a.jpg"], "there can be 1 to 10000 parts"),
            (["--quality", "101", "--mask", "m", "a.jpg"], "The value '101' is invalid for '--quality <n|source>'"),
            (["--box", "1,2,3", "a.jpg"], "The value '1,2,3' is invalid for '--box <x,y,width,height>': four whole numbers are needed"),
            (["--box", "0,0,0,0", "a.jpg"], "WIDTH and HEIGHT must be at least 1"),
            (["--box", "0,0,9999999,1", "a.jpg"], "no photo has more than 1000000 pixels along a side"),
            (["-dash.jpg"], "-dash.jpg would be options: write ./-dash.jpg, or -- before it"),
            (["--mask", "m", "-x.png"], "-x.png would be options: write ./-x.png, or -- before it"),
            (["--invert-mask", "--box", "1,2,3,4", "a.jpg"], "--invert-mask needs --mask"),
            (["--tries", "0", "--mask", "m", "a.jpg"], "--tries takes a number from 1 to 9"),
            (["--tries", "2", "--in-place", "--mask", "m", "a.jpg"], "--tries saves several files"),
            (["--tries", "2", "--stage", "final", "--mask", "m", "a.jpg"], "--tries needs the stage detail"),
            (["--tries", "2", "a.jpg"], "--tries needs --mask or --box"),
            (["--threads", "-2", "--mask", "m", "a.jpg"], "--threads takes a number from 1 to 256"),
            (["explain", "a.jpg"], "See 'madf-tui explain --help'"), (["convert", "a.pth"], "See 'madf-tui convert --help'"),
            (["--mask"], "See 'madf-tui --help'"),
        ]) func words(arguments: [String], expected: String) throws
    {
        let outcome = try Executable(name: "madf-tui").run(arguments)
        #expect(outcome.status == 2 && outcome.errors.contains(expected), "\(outcome.errors)")
    }

    @Test(arguments: [["fly"], ["parity"], ["speed", "--size", "x"], ["speed", "--kernels", "abacus"], ["quality", ".", "--seed"], ["masks"]])
    func ofMadfBench(arguments: [String]) throws {
        try check("madf-bench", arguments)
    }

    private func check(_ program: String, _ arguments: [String]) throws {
        let outcome = try Executable(name: program).run(arguments)
        #expect(outcome.status == 2 && outcome.errors.lowercased().contains("usage: \(program)") && outcome.output.isEmpty, "\(outcome.errors)")
    }
}
