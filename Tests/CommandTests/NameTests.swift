import Foundation
import Support
import Testing

/// Names of files are bytes: whatever they are, the file is found, and no two names are one.
@Suite struct NameTests {
    /// Runs `madf-tui --mask` by a line of shell in which it is `$tui`, in a folder with photo `a.png` and mask `m.png`.
    private func run(_ line: String, _ check: (Executable.Outcome, _ folder: String) throws -> Void) throws {
        try withFolder { folder in
            try BatchTests.write(folder + "/a.png", mask: folder + "/m.png")
            let script = "cd \"$1\" && tui=\"$2 --model $3 --stage coarse --mask\" && " + line
            let outcome = try Executable(path: "/bin/sh").run(["-c", script, "sh", folder, BatchTests.tool.path, BatchTests.model])
            try check(outcome, folder)
        }
    }

    /// "é" in Latin-1 is the byte E9, which is no UTF-8.
    @Test func latin1() throws {
        try run("n=$(printf 'caf\\351') && mv a.png $n.png && $tui m.png $n.png && test -f $n-removed.png") { outcome, _ in
            #expect(outcome.status == 0 && outcome.text.contains("caf\u{FFFD}-removed.png"), "\(outcome.errors)")
        }
    }

    /// Folder, mask by a pattern, stages and result, all with such names.
    @Test func latin1InFolders() throws {
        let line = """
            n=$(printf 'caf\\351') && mkdir $n && mv a.png $n/$n.png && mv m.png $n/${n}_mask.png \\
            && $tui '{stem}_mask.png' --output-dir $n.out --stages $n.stages $n/ && test -f $n.out/$n.png && test -f $n.stages/$n-coarse.png
            """
        try run(line) { outcome, _ in #expect(outcome.status == 0, "\(outcome.errors)") }
    }

    @Test func modelOfSuchAName() throws {
        try run("n=$(printf '\\377.safetensors') && cp \"$3\" $n && $2 --model $n --mask m.png a.png && $2 convert $n $n.out && test -f $n.out") {
            outcome, _ in
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    /// "é" in one code point and in two is one `String`, but two names.
    @Test(arguments: ["", "--jobs 2 "]) func composedAndDecomposed(options: String) throws {
        let line = """
            c=$(printf 'caf\\303\\251') && d=$(printf 'cafe\\314\\201') && cp a.png $c.png && mv a.png $d.png && $tui m.png \(options)$c.png $d.png $c.png \\
            && test -f $c-removed.png && test -f $d-removed.png
            """
        try run(line) { outcome, folder in
            #expect(outcome.status == 0, "\(outcome.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count == 5)
        }
    }

    @Test func slashAtTheEndIsAFolder() throws {
        try run("$tui m.png -o out/ a.png") { outcome, _ in
            #expect(outcome.status == 2 && outcome.errors.contains("out is a folder; give it as --output-dir"), "\(outcome.errors)")
        }
    }
}
