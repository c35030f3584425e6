import Editing
import Foundation
import Support
import Testing

/// The completions of the shells offer the options that the program has, and no other.
@Suite struct CompletionTests {
    private static let folder = PackageFolder.path("Assets/package/completions") + "/"

    @Test(arguments: ["madf-tui.bash", "_madf-tui", "madf-tui.fish"]) func optionsAreThoseOfTheProgram(script: String) throws {
        let text = try String(contentsOfFile: Self.folder + script, encoding: .utf8)
        let told =
            script.hasSuffix("fish")
            ? text.matches(of: /complete .* -l ([a-z-]+)/).map { "--" + $0.output.1 } : text.matches(of: /--[a-z][a-z-]+/).map { String($0.output) }
        let whole = try Help.of(BatchTests.tool)
        let commands = [whole] + (whole.subcommands ?? []).filter { $0.commandName != "help" }
        #expect(Set(told) == commands.reduce(into: ["--version", "--help"]) { $0.formUnion($1.options) })
    }

    private static let bashCompletion = "/usr/share/bash-completion/bash_completion"

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: bashCompletion), "needs bash-completion"),
        arguments: [
            (["co"], ["convert"]), (["ph"], ["photo one.JPG"]), (["explain", "--le"], ["--level"]), (["convert", "--le"], []),
            (["--stage", "fi"], ["final", "first"]), (["convert", ""], ["folder", "model.pth"]), (["--output-dir", ""], ["folder"]),
            (["a.jpg", "--grow", ""], []), (["--mask", "mask"], ["mask.png"]), (["photo one.JPG", "--inv"], ["--invert-mask"]),
        ] as [([String], [String])]
    ) func bash(words: [String], offered: [String]) throws {
        try withFolder { folder in
            for name in ["photo one.JPG", "mask.png", "model.pth", "text.txt"] { try Data().write(to: URL(filePath: folder + "/" + name)) }
            try FileManager.default.createDirectory(atPath: folder + "/folder", withIntermediateDirectories: false)
            let script = """
                cd "$1"; . "$2"; . "$3"; shift 3
                COMP_WORDS=(madf-tui "$@") COMP_CWORD=$# COMP_LINE="madf-tui $*"; COMP_POINT=${#COMP_LINE}
                _madf_tui madf-tui "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
                [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
                """
            let outcome = try Executable(path: "/bin/bash").run(
                ["--norc", "-c", script, "bash", folder, Self.bashCompletion, Self.folder + "madf-tui.bash"] + words)
            #expect(outcome.text.split(separator: "\n").map(String.init).sorted() == offered, "\(outcome.errors)")
        }
    }
}
